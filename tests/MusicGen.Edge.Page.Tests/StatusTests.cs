namespace MusicGen.Edge.Page.Tests;

/// <summary><c>musicgen status</c> against a box that runs, one that does not, and one that asks for its token.</summary>
public sealed class StatusTests
{
    [Fact]
    public void RunningBoxIsDescribed()
    {
        using var served = new Served();
        served.Box.State = served.Box.State with { Turned = new Dictionary<string, double> { ["tempo"] = 1.2 } };
        served.Box.Faults = [new Fault("audio", "There is no audio device.", "Plug one in.")];

        var (code, output, error) = Run("status", "--address", served.Server.Address);

        Assert.Equal((0, ""), (code, error));
        Assert.Contains("does         attract, mode endless, preset dream", output);
        Assert.Contains("turned       tempo 1.2", output);
        Assert.Contains("0.45 ms a note", output);
        Assert.Contains("CPU-therm 41.5 °C", output);
        Assert.Contains("fault        There is no audio device. Plug one in.", output);
    }

    [Fact]
    public void JsonIsTheAnswerAsItCame()
    {
        using var served = new Served();

        var (_, output, _) = Run("status", "--json", "--address", served.Server.Address);

        Assert.Equal("dream", Served.Parse(System.Text.Encoding.UTF8.GetBytes(output)).GetProperty("state").GetProperty("preset").GetString());
    }

    [Fact]
    public void TokenIsShown()
    {
        using var served = new Served("the-token-of-this-box");

        var without = Run("status", "--address", served.Server.Address);
        var with = Run("status", "--address", served.Server.Address, "--token", "the-token-of-this-box");

        Assert.Equal((1, 0), (without.Code, with.Code));
        Assert.Contains("401", without.Error);
        Assert.Contains("token", without.Error);
    }

    [Fact]
    public void NoBoxIsSaidWithWhatToDo()
    {
        string address;
        using (var served = new Served()) address = served.Server.Address;

        var (code, output, error) = Run("status", "--address", address);

        Assert.Equal((1, ""), (code, output));
        Assert.Contains("A running box expected at", error);
        Assert.Contains("musicgen run", error);
    }

    [Fact]
    public void NonsenseForAnAddressIsAUsageFault() => Assert.Equal(2, Run("status", "--address", "box").Code);

    private static (int Code, string Out, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var folder = Directory.CreateTempSubdirectory("musicgen-page-").FullName;
        var code = CommandLine.Run(arguments, new Surroundings { Out = output, Error = error, ProgramFolder = folder, SystemRoot = folder });
        Directory.Delete(folder, recursive: true);
        return (code, output.ToString(), error.ToString());
    }
}
