using MusicGen.Training.Commands;

namespace MusicGen.Training.Tests;

/// <summary>How much of a folder <c>prepare</c> keeps back.</summary>
public sealed class SplitShareTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SplitShareTests()
    {
        Directory.CreateDirectory(_folder["midi"]);
        for (var i = 0; i < 10; i++) MidiPieceWriter.Write(Tunes.Walk($"walk {i}", i), _folder[$"midi/walk-{i}.mid"]);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("0.1", "0.1", 8, 1, 1)]
    [InlineData("0.01", "0", 9, 1, 0)]
    [InlineData("0", "1", 0, 0, 10)]
    [InlineData("0", "0", 10, 0, 0)]
    public void SharesOfWorksAreKeptBack(string validation, string test, int trained, int validated, int tested)
    {
        Assert.Equal(0, TrainingCli.Run(["prepare", _folder["midi"], "--out", _folder["data"], "--validation", validation, "--test", test], TextWriter.Null, TextWriter.Null));

        var data = Dataset.Open([_folder["data"]]);
        Assert.Equal((trained, validated, tested), (data.Pieces(Split.Train).Count, data.Pieces(Split.Validation).Count, data.Pieces(Split.Test).Count));
    }

    [Fact]
    public void MoreThanEverythingIsRefused()
    {
        var error = new StringWriter();

        Assert.NotEqual(0, TrainingCli.Run(["prepare", _folder["midi"], "--out", _folder["data"], "--validation", "0.6", "--test", "0.6"], TextWriter.Null, error));
        Assert.Contains("--validation and --test", error.ToString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["data"]));
    }
}
