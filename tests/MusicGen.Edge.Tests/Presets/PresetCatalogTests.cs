namespace MusicGen.Edge.Tests;

public sealed class PresetCatalogTests : IDisposable
{
    private readonly Box _box = new();

    public void Dispose() => _box.Dispose();

    [Fact]
    public void OneBadPresetNeverStopsTheOthers()
    {
        _box.Folder.Write("program/Data/presets/a.json", """{ "name": "a", "title": "First" }""");
        _box.Folder.Write("program/Data/presets/b.json", """{ "name": "b" """);
        _box.Folder.Write("program/Data/presets/c.json", """{ "name": "c", "title": "Third" }""");

        var exitCode = _box.Run("presets");

        Assert.Equal(ExitCode.Configuration, exitCode);
        Assert.Contains("First", _box.Out);
        Assert.Contains("Third", _box.Out);
        Assert.StartsWith("config: b.json: JSON expected", _box.Error);
        Assert.Single(_box.Error.Trim().Split('\n'));
    }

    [Fact]
    public void UnknownPresetSaysWhichThereAre()
    {
        _box.Folder.Write("program/Data/presets/a.json", """{ "name": "a", "title": "First" }""");

        var exitCode = _box.Run("render", "--preset", "waltz", "-o", _box.Folder["a.mid"]);

        Assert.Equal(ExitCode.Usage, exitCode);
        Assert.Contains("found 'waltz'", _box.Error);
        Assert.Contains("there are: a.", _box.Error);
    }

    [Fact]
    public void MissingFolderOfPresetsIsAConfigurationFault()
    {
        Assert.Equal(ExitCode.Configuration, _box.Run("presets", "--presets", _box.Folder["nowhere"]));

        Assert.Contains($"A folder of presets expected at '{_box.Folder["nowhere"]}'", _box.Error);
    }

    [Fact]
    public void PresetsThatComeWithTheProgramAreWholeAndDistinct()
    {
        var catalog = PresetCatalog.Load(Path.Combine(AppContext.BaseDirectory, "Data/presets"));

        Assert.Empty(catalog.Faults);
        Assert.True(catalog.Presets.Count >= 5);
        Assert.True(catalog.Presets.Select(p => p.Program).Distinct().Count() >= 5);
        Assert.True(catalog.Presets.Select(p => p.Steering.Tempo).Distinct().Count() >= 5);
        Assert.True(catalog.Presets.Select(p => p.Sampling.Temperature).Distinct().Count() >= 5);
        Assert.True(catalog.Presets.Select(p => p.Steering.Scale?.Name).Distinct().Count() >= 4);
        Assert.True(catalog.Presets.Select(p => (p.Steering.Density, p.Steering.Register, p.Steering.Dynamics)).Distinct().Count() >= 5);
    }
}
