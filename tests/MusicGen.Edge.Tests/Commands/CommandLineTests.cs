namespace MusicGen.Edge.Tests;

public sealed class CommandLineTests : IDisposable
{
    private readonly Box _box = new();

    public void Dispose() => _box.Dispose();

    [Theory]
    [InlineData("render --temperature 9 -o a.wav", "--temperature: a number from 0 to 4 expected, found '9'")]
    [InlineData("render --temperature warm -o a.wav", "--temperature: a number from 0 to 4 expected, found 'warm'")]
    [InlineData("render --top-k 1.5 -o a.wav", "--top-k: a whole number from 0 to 1000 expected, found '1.5'")]
    [InlineData("render --density 13 -o a.wav", "--density: a number from 0 to 12 expected, found '13'")]
    [InlineData("render --seconds 0 -o a.wav", "--seconds: a number from 1 to 7200 expected, found '0'")]
    [InlineData("render --provider fpga -o a.wav", "--provider: auto, cpu, cuda or tensorrt expected, found 'fpga'")]
    [InlineData("render", "Option '--out' is required.")]
    [InlineData("render --frobnicate -o a.wav", "'--frobnicate'")]
    [InlineData("sing", "'sing'")]
    [InlineData("", "Required command was not provided.")]
    public void WrongUseIsOneSentenceAndExitCodeTwo(string arguments, string sentence)
    {
        var exitCode = _box.Run(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(ExitCode.Usage, exitCode);
        Assert.Contains(sentence, _box.Error);
        Assert.Contains("--help", _box.Error);
        Assert.Empty(_box.Out);
    }

    [Fact]
    public void WrongScaleSaysWhatScalesThereAre()
    {
        Assert.Equal(ExitCode.Usage, _box.Run("render", "--scale", "H major", "-o", "a.wav"));

        Assert.Contains("--scale: a tonic and one of major, minor,", _box.Error);
        Assert.Contains("found 'H major'", _box.Error);
    }

    [Theory]
    [InlineData("musicgen", "")]
    [InlineData("render", "render")]
    [InlineData("run", "run")]
    [InlineData("play-along", "play-along")]
    [InlineData("presets", "presets")]
    [InlineData("models", "models")]
    [InlineData("devices", "devices")]
    [InlineData("bench", "bench")]
    [InlineData("status", "status")]
    [InlineData("doctor", "doctor")]
    public void HelpIsTheApprovedText(string name, string verb)
    {
        Assert.Equal(ExitCode.Done, _box.Run([.. verb.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]));

        Approved.Equal($"help-{name}.txt", _box.Out);
    }

    [Theory]
    [InlineData("render")]
    [InlineData("run")]
    [InlineData("play-along")]
    [InlineData("presets")]
    [InlineData("models")]
    [InlineData("devices")]
    [InlineData("bench")]
    [InlineData("status")]
    [InlineData("doctor")]
    public void HelpOfEveryVerbShowsAnExampleOfThatVerb(string verb)
    {
        _box.Run(verb, "--help");

        Assert.Matches($"Examples?:\\n  musicgen {verb}", _box.Out);
    }
}
