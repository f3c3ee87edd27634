using System.Text;

namespace MusicGen.Training.Tests;

public sealed class WorkJournalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void EntriesSurviveTheEndOfTheProcess()
    {
        Write("options", 3);

        using var journal = new WorkJournal(_folder["j"], "options");

        Assert.Equal(3, journal.FoundCount);
        Assert.True(journal.TryTake("file 1", out var content));
        Assert.Equal("content 1", Encoding.UTF8.GetString(content));
        Assert.False(journal.TryTake("file 1", out _));
    }

    [Fact]
    public void AnEntryCutShortAtAnyByteIsDroppedAndTheOthersStay()
    {
        Write("options", 3);
        var whole = File.ReadAllBytes(_folder["j"]);
        for (var length = 0; length < whole.Length; length += 7)
        {
            File.WriteAllBytes(_folder["j"], whole[..length]);
            using (var journal = new WorkJournal(_folder["j"], "options"))
            {
                Assert.InRange(journal.FoundCount, 0, 2);
                journal.Add("another", "x"u8);
            }

            using var again = new WorkJournal(_folder["j"], "options");
            Assert.True(again.TryTake("another", out _));
        }
    }

    [Fact]
    public void FindingsUnderOtherOptionsAreNotUsed()
    {
        Write("options", 3);

        using var journal = new WorkJournal(_folder["j"], "others");

        Assert.Equal(0, journal.FoundCount);
    }

    [Fact]
    public void WhenTheWorkIsDoneNothingIsKept()
    {
        Write("options", 1);

        new WorkJournal(_folder["j"], "options").Finish();

        Assert.False(File.Exists(_folder["j"]));
    }

    [Fact]
    public void WhereNothingCanBeKeptTheWorkGoesOn()
    {
        File.WriteAllText(_folder["file"], "");

        using var journal = new WorkJournal(_folder["file/j"], "options");
        journal.Add("a", "b"u8);

        Assert.Equal(0, journal.FoundCount);
    }

    private void Write(string heading, int entries)
    {
        using var journal = new WorkJournal(_folder["j"], heading);
        for (var i = 0; i < entries; i++) journal.Add($"file {i}", Encoding.UTF8.GetBytes($"content {i}"));
    }
}
