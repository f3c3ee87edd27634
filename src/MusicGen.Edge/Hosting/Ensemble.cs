namespace MusicGen.Edge;

/// <summary>
/// The playing path wired together for one tune: composer → scheduler → queue → player → synthesizer. What <c>render</c> and
/// <c>bench</c> call in a loop; the running box puts a conductor in front of the same path.
/// </summary>
internal sealed class Ensemble
{
    /// <summary>Wires the path of a setup.</summary>
    /// <param name="setup">What is played.</param>
    /// <param name="synthesizer">What it sounds through.</param>
    /// <param name="performance">Lead, seed and end.</param>
    public Ensemble(MusicSetup setup, ISynthesizer synthesizer, PerformanceOptions performance)
    {
        var path = new PlayingPath(setup.Options, synthesizer, performance.DurationSeconds);
        path.Player.Volume = setup.Preset.Volume;
        Composer = new Composer(setup.Model, setup.Composing, new RandomSource(setup.RandomSeed));
        Player = path.Player;
        Performance = new Performance(Composer, path.Scheduler, path.Player, performance);
    }

    /// <summary>Composes.</summary>
    public Composer Composer { get; }

    /// <summary>Plays; the clock.</summary>
    public Player Player { get; }

    /// <summary>Leads.</summary>
    public Performance Performance { get; }
}
