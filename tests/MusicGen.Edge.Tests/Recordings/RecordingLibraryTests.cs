namespace MusicGen.Edge.Tests;

public sealed class RecordingLibraryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Folder => _folder["recordings"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void RecordingsAreListedTheNewestFirstAlsoAfterAStart()
    {
        var library = Library();
        Assert.Empty(library.List());
        Assert.Equal(1, library.NextNumber());
        Add(library, 1, 10);
        Add(library, 2, 20);

        Assert.Equal([2, 1], library.List().Select(recording => recording.Number));
        Assert.Equal(library.List(), Library().List());
        Assert.Equal(3, Library().NextNumber());
        using var stream = Library().Open(2)!;
        Assert.Equal(20, stream.Length);
        Assert.Null(library.Open(7));
        var name = library.List()[1].FileName;
        library.Keep(1);
        using var renamed = library.Open(name)!;
        Assert.Equal(10, renamed.Length);
        Assert.Null(library.Open("../../etc/passwd"));
    }

    [Fact]
    public void OldOnesGoWhenRoomIsNeededAndKeptOnesStay()
    {
        var library = Library(bytes: 100);
        for (var number = 1; number <= 3; number++) Add(library, number, 30);
        Assert.True(library.Keep(1));
        Assert.False(library.Keep(9));

        Add(library, 4, 30);

        Assert.Equal([4, 3, 1], library.List().Select(recording => recording.Number));
        Assert.Equal(3, Directory.GetFiles(Folder).Length);
        Assert.Equal([1], Library().List().Where(recording => recording.IsKept).Select(recording => recording.Number));
    }

    [Fact]
    public void FullOfKeptOnesIsASentenceAndNothingIsLost()
    {
        var library = Library(bytes: 100);
        Add(library, 1, 90);
        library.Keep(1);

        var fault = Assert.Throws<IOException>(() => Add(library, 2, 30));

        Assert.StartsWith("Room for 30 bytes expected in ", fault.Message);
        Assert.Equal([1], library.List().Select(recording => recording.Number));
    }

    [Fact]
    public void LongerOneOfTheSameNumberTakesThePlaceAndStaysKept()
    {
        var library = Library();
        library.Add(Of(1, notes: 5) with { IsKept = true }, new byte[10]);
        library.Add(Of(1, notes: 9), new byte[20]);

        var only = Assert.Single(library.List());
        Assert.Equal((9, true, 20L), (only.NoteCount, only.IsKept, only.Bytes));
        Assert.Single(Directory.GetFiles(Folder));
    }

    [Fact]
    public void WhatAPowerCutLeftIsClearedAway()
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, Of(1, notes: 5).FileName + ".unfinished"), "half");
        File.WriteAllText(Path.Combine(Folder, Of(2, notes: 5).FileName), "shorter");
        File.WriteAllText(Path.Combine(Folder, Of(2, notes: 9).FileName), "longer one");
        File.WriteAllText(Path.Combine(Folder, "notes of mine.txt"), "stays");

        Assert.Equal([9], Library().List().Select(recording => recording.NoteCount));
        Assert.Equal([Of(2, notes: 9).FileName, "notes of mine.txt"], Directory.GetFiles(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    private static Recording Of(long number, int notes) => new(number, DateTimeOffset.UnixEpoch, "plain", 1, notes, false, 0);

    private static void Add(RecordingLibrary library, long number, int bytes) => library.Add(Of(number, notes: 3), new byte[bytes]);

    private RecordingLibrary Library(long bytes = 1000) => new(Folder, new RecordingQuota(bytes, 100));
}
