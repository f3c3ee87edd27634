using MusicGen.Training.Commands;

namespace MusicGen.Training.Tests;

[Collection(TorchCollection.Name)]
public sealed class TrainCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("note")]
    [InlineData("performance-events")]
    public void RecipeThatNeedsNoMendingSaysSo(string recipe) =>
        Assert.Contains($"found '{recipe}', which has them whole", ErrorOf("train", "--recipe", recipe, "--mended", "--data", _folder["data"], "--out", _folder["run"]));

    [Fact]
    public void PianoRollsThatAreNotThereAreAskedFor() =>
        Assert.Contains("piano-roll benchmark expected", ErrorOf("pianoroll", "--data", _folder["none.json"]));

    [LibTorchFact]
    public void AGpuThatIsNotThereIsASentence()
    {
        if (cuda.is_available()) return;
        Directory.CreateDirectory(_folder["data"]);
        DatasetFile.Write(Path.Combine(_folder["data"], DatasetFile.FileName), new("scales", "CC0", "nobody"),
            [.. Enumerable.Range(0, 3).Select(i => new DatasetPiece(Tunes.Scale($"{i}", i), (Split)i, i))]);

        foreach (var verb in (string[])["train", "compare"])
            Assert.Contains("A GPU expected for --device cuda", ErrorOf(verb, "--data", _folder["data"], "--out", _folder["run"], "--device", "cuda"));
    }

    private static string ErrorOf(params string[] args)
    {
        var error = new StringWriter();

        Assert.Equal(1, TrainingCli.Run(args, TextWriter.Null, error));

        return error.ToString();
    }
}
