namespace MusicGen.Edge.Tests;

/// <summary>The shipped model and presets, as a person finds them.</summary>
public sealed class PianoTests : IDisposable
{
    private readonly Box _box = new();

    public PianoTests() => _box.Surroundings = _box.Surroundings with { ProgramFolder = AppContext.BaseDirectory };

    public void Dispose() => _box.Dispose();

    [EngineFact(Needs.Model | Needs.Piano)]
    public void ShippedModelIsListedWithLicenceDataAndBitsPerNote()
    {
        Assert.Equal(ExitCode.Done, _box.Run("models", "--json"));

        using var json = System.Text.Json.JsonDocument.Parse(_box.Out);
        var card = json.RootElement.EnumerateArray().Single(c => c.GetProperty("name").GetString() == "piano");
        Assert.NotEmpty(card.GetProperty("licence").GetString()!);
        Assert.NotEqual(0, card.GetProperty("data").GetArrayLength());
        Assert.InRange(card.GetProperty("metrics").GetProperty("bits_per_note").GetDouble(), 1, 16);
    }

    [EngineFact(Needs.Model | Needs.Piano | Needs.Sound)]
    public void EveryShippedPresetMakesMusicThatIsNeitherSilentNorClipped()
    {
        foreach (var preset in PresetCatalog.Load(Path.Combine(AppContext.BaseDirectory, "Data/presets")).Presets)
        {
            var (wav, midi) = (_box.Folder[$"{preset.Name}.wav"], _box.Folder[$"{preset.Name}.mid"]);
            Assert.Equal(ExitCode.Done, _box.Run(
                "render", "--preset", preset.Name, "--seconds", "20", "--random-seed", "1", "--soundfont", Engines.SoundFontPath!, "-o", wav, "-o", midi));

            Assert.True(new MidiPieceReader().Read(midi).Piece.Notes.Count >= 20, $"at least a note a second of {preset.Name}");
            Assert.InRange(new WavFile(wav).Peak, 1000, 32000);
        }
    }

    [EngineFact(Needs.Model | Needs.Piano)]
    public void SteeringByDensityAndRegisterIsObeyed()
    {
        // Levels that the model has met often: below 2 notes a second (level 3) there is hardly any music in its data.
        var sparse = Notes("--density", "4", "--register", "4");
        var dense = Notes("--density", "8", "--register", "8");

        Assert.True(dense.Count > 1.5 * sparse.Count, $"more notes at the higher density expected, found {sparse.Count} and {dense.Count}");
        Assert.True(dense.Average(n => n.Pitch) > sparse.Average(n => n.Pitch) + 4);
    }

    private IReadOnlyList<Note> Notes(params string[] steering)
    {
        var path = _box.Folder[$"{string.Concat(steering)}.mid"];
        Assert.Equal(ExitCode.Done, _box.Run(["render", "--seconds", "60", "--random-seed", "1", .. steering, "-o", path]));
        return new MidiPieceReader().Read(path).Piece.Notes;
    }
}
