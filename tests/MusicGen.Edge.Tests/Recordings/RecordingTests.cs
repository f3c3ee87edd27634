namespace MusicGen.Edge.Tests;

public sealed class RecordingTests
{
    private static readonly Recording _recording = new(123, new DateTimeOffset(2026, 11, 21, 9, 45, 12, TimeSpan.Zero), "evening", 180, 912, false, 7000);

    [Fact]
    public void NameOfTheFileIsTheIndex()
    {
        Assert.Equal("000123_20261121T094512Z_evening_180s_912n.mid", _recording.FileName);
        Assert.Equal(_recording, Recording.Parse(_recording.FileName, 7000));
        var kept = _recording with { IsKept = true, Preset = Recording.PresetInName("Café & Träume/../x") };
        Assert.Equal("000123_20261121T094512Z_Café-Träume-x_180s_912n_kept.mid", kept.FileName);
        Assert.Equal(kept, Recording.Parse(kept.FileName, 7000));
    }

    [Theory]
    [InlineData("tune.mid")]
    [InlineData("000123_20261121T094512Z_evening_180s_912n.mid.unfinished")]
    [InlineData("000123_20261199T094512Z_evening_180s_912n.mid")]
    [InlineData("000123_20261121T094512Z_../x_180s_912n.mid")]
    public void OtherNamesAreNoRecordings(string name) => Assert.Null(Recording.Parse(name, 1));

    [Theory]
    [InlineData("", "box")]
    [InlineData("///", "box")]
    [InlineData("plain", "plain")]
    public void EveryPresetHasANameInTheName(string preset, string expected) => Assert.Equal(expected, Recording.PresetInName(preset));

    [Fact]
    public void OldestThatNobodyKeepsGoFirst()
    {
        var quota = new RecordingQuota(100, 10);
        var present = new[] { Of(3, 30), Of(1, 30, isKept: true), Of(2, 30), Of(4, 5) };
        var leaving = new List<Recording>();

        Assert.True(quota.TryMakeRoom(present, 5, leaving));
        Assert.Empty(leaving);
        Assert.True(quota.TryMakeRoom(present, 40, leaving));
        Assert.Equal([2, 3], leaving.Select(recording => recording.Number));
        Assert.False(quota.TryMakeRoom(present, 71, leaving));
        Assert.Empty(leaving);
        Assert.True(new RecordingQuota(1000, 4).TryMakeRoom(present, 1, leaving));
        Assert.Equal([2], leaving.Select(recording => recording.Number));
    }

    private static Recording Of(long number, long bytes, bool isKept = false) => _recording with { Number = number, Bytes = bytes, IsKept = isKept };
}
