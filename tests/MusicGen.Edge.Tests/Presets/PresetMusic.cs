namespace MusicGen.Edge.Tests;

/// <summary>What the shipped presets compose, note after note, as the box would have it without listeners.</summary>
internal static class PresetMusic
{
    private const long RandomSeed = 4;

    public static IReadOnlyList<Preset> All => PresetCatalog.Load(Path.Combine(AppContext.BaseDirectory, "Data/presets")).Presets;

    /// <summary>Composes for a time, piece after piece.</summary>
    /// <param name="preset">What is composed.</param>
    /// <param name="hours">Time as heard.</param>
    /// <param name="isLoopGuarded">Whether loops are left.</param>
    /// <param name="atNote">Receives every note.</param>
    /// <param name="atEnd">Told where a piece ends, the last one too.</param>
    /// <returns>Ticks in a second, and how often a loop was left.</returns>
    public static (double TicksPerSecond, long LoopsLeft) Compose(Preset preset, double hours, bool isLoopGuarded, Action<Note> atNote, Action atEnd)
    {
        var machine = new Surroundings { Out = TextWriter.Null, Error = TextWriter.Null };
        var request = new MusicRequest { RandomSeed = RandomSeed, IsLoopGuarded = isLoopGuarded, ModelsFolder = Path.GetDirectoryName(Engines.PianoFolder) };
        using var shelf = new ModelShelf(request, new EdgeOptions(), new FaultTolerance(FaultResponse.Stop, _ => { }), machine);
        var setup = MusicSetup.Of(request, new EdgeOptions(), preset, shelf);
        var composer = new Composer(setup.Model, setup.Composing, new RandomSource(RandomSeed));
        var end = (long)(hours * 3600 * composer.TicksPerSecond);
        while (composer.LastOnsetTicks < end)
        {
            if (composer.TryNext(out var note))
            {
                atNote(note);
                continue;
            }

            atEnd();
            composer.Reset(composer.LastOnsetTicks);
        }

        atEnd();
        return (composer.TicksPerSecond, composer.LoopCount);
    }
}
