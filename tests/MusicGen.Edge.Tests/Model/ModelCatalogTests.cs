namespace MusicGen.Edge.Tests;

public sealed class ModelCatalogTests : IDisposable
{
    private readonly Box _box = new();

    public void Dispose() => _box.Dispose();

    [Fact]
    public void PackagesAreListedWithTheirCard()
    {
        Assert.Equal(ExitCode.Done, _box.Run("models", "--models", Engines.ModelsFolder));

        Approved.Equal("models.txt", _box.Out);
    }

    [Fact]
    public void JsonHasTheWholeCard()
    {
        Assert.Equal(ExitCode.Done, _box.Run("models", "--json", "--models", Engines.ModelsFolder));

        using var json = System.Text.Json.JsonDocument.Parse(_box.Out);
        var card = Assert.Single(json.RootElement.EnumerateArray());
        Assert.Equal("tiny", card.GetProperty("name").GetString());
        Assert.Equal("CC0-1.0", card.GetProperty("licence").GetString());
        Assert.Equal(2, card.GetProperty("layers").GetInt32());
        Assert.Equal(["int8", "fp32"], card.GetProperty("variants").EnumerateArray().Select(v => v.GetString()!));
    }

    [Fact]
    public void BrokenPackageIsListedWithItsRefusalBesideTheGoodOnes()
    {
        CopyTiny("models/tiny");
        CopyTiny("models/worn");
        File.AppendAllText(_box.Folder["models/worn/step.int8.onnx"], "x");

        var exitCode = _box.Run("models", "--models", _box.Folder["models"]);

        Assert.Equal(ExitCode.Configuration, exitCode);
        Assert.Contains("tiny", _box.Out);
        Assert.StartsWith("config: worn: SHA-256 ", _box.Error);
        Assert.Contains("step.int8.onnx", _box.Error);
    }

    [Fact]
    public void NoPackageIsSaidAndIsNoFailure()
    {
        Assert.Equal(ExitCode.Done, _box.Run("models", "--models", _box.Folder["none"]));

        Assert.Contains($"(no model package in '{_box.Folder["none"]}')", _box.Out);
    }

    [Fact]
    public void UnknownModelOfTheCommandLineSaysWhichThereAre()
    {
        var exitCode = _box.Run("render", "--model", "jazz", "--models", Engines.ModelsFolder, "-o", _box.Folder["a.mid"]);

        Assert.Equal(ExitCode.Usage, exitCode);
        Assert.Contains("found none; there are: tiny", _box.Error);
    }

    [Fact]
    public void MissingDefaultModelIsAConfigurationFault()
    {
        var exitCode = _box.Run("render", "--models", Engines.ModelsFolder, "-o", _box.Folder["a.mid"]);

        Assert.Equal(ExitCode.Configuration, exitCode);
        Assert.Contains("config: A model package expected at", _box.Error);
        Assert.Contains("piano", _box.Error);
    }

    [Fact]
    public void DamagedModelIsAConfigurationFaultWithTheLoadersSentence()
    {
        CopyTiny("models/worn");
        File.Delete(_box.Folder["models/worn/golden.json"]);

        var exitCode = _box.Run("render", "--model", _box.Folder["models/worn"], "-o", _box.Folder["a.mid"]);

        Assert.Equal(ExitCode.Configuration, exitCode);
        Assert.Contains("config: File 'golden.json' expected", _box.Error);
    }

    private void CopyTiny(string to)
    {
        Directory.CreateDirectory(_box.Folder[to]);
        foreach (var file in Directory.GetFiles(Engines.TinyFolder)) File.Copy(file, Path.Combine(_box.Folder[to], Path.GetFileName(file)));
    }
}
