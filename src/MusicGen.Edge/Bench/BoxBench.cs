using System.Diagnostics;

namespace MusicGen.Edge;

/// <summary>Measures the playing path of a request: start, memory, cost per note, composing and synthesis against real time.</summary>
internal sealed class BoxBench(Surroundings surroundings)
{
    private const int WarmUpSections = 2;

    /// <summary>Rounds of 100 notes each way.</summary>
    public int Rounds { get; init; } = 30;

    /// <summary>Phrases played to the box, answered and interrupted.</summary>
    public int Visits => 4 * Rounds;

    /// <summary>Sections of five seconds of music.</summary>
    public int Sections { get; init; } = 12;

    /// <summary>Keys pressed.</summary>
    public int Keys { get; init; } = 300;

    /// <summary>Measures.</summary>
    public BenchReport Measure(MusicRequest request)
    {
        using var setup = MusicSetup.Prepare(request with { RandomSeed = request.RandomSeed ?? 1 }, surroundings);
        var model = setup.Model as OnnxNoteModel
            ?? throw new ConfigurationException($"A model run by ONNX Runtime expected to be measured, found {setup.Model.GetType().Name}.");
        var synthesizer = surroundings.LoadSynthesizer(
            SoundFontFinder.Find(setup.SoundFont, surroundings), setup.Options.SampleRateHz, setup.Options.Gain);
        var ensemble = new Ensemble(setup, synthesizer, new PerformanceOptions { Seed = setup.Seed });
        PlayFirstPeriod(ensemble);
        var startUp = (DateTime.Now - Process.GetCurrentProcess().StartTime).TotalSeconds;
        Say("composing and synthesis");
        RealTimeFactors.Measure(ensemble, WarmUpSections);
        var realTime = RealTimeFactors.Measure(ensemble, Sections);
        var resident = Environment.WorkingSet;
        Say("cost per note, whole and bare in turns");
        var note = NoteCost.Measure(new Composer(setup.Model, setup.Composing, new RandomSource(setup.RandomSeed)), model, Rounds);
        Say("answering a player");
        var answers = AnswerTimes.Measure(setup, Visits);
        Say("keys");
        var key = KeyLatency.Measure(AudioFormat.From(setup.Options), new SilentSynthesizer(), Keys);
        Say("memory bandwidth");
        return new BenchReport
        {
            Model = $"{setup.Package.Manifest.Name}, {model.Variant.Name} on {model.Provider.ToString().ToLowerInvariant()}, ONNX Runtime {OnnxGraphs.EngineVersion}",
            Note = note,
            Key = key,
            RealTime = realTime,
            Answers = answers,
            WeightBytes = WeightBytes.PerNote(setup.Package, model.Variant),
            BandwidthBytesPerSecond = MemoryBandwidth.Measure(),
            StartUpSeconds = startUp,
            ResidentBytes = resident,
        };
    }

    private static void PlayFirstPeriod(Ensemble ensemble)
    {
        ensemble.Performance.ComposeAhead();
        ensemble.Player.Render(new float[480], new float[480]);
    }

    private void Say(string what)
    {
        surroundings.Interrupted.ThrowIfCancellationRequested();
        surroundings.Error.WriteLine($"measuring {what} ...");
    }
}
