using System.Diagnostics;
using System.Globalization;

namespace MusicGen.Edge;

/// <summary>Plays one performance of a given length into files: the playing path with a loop instead of threads and devices.</summary>
internal sealed class TuneRendering(Surroundings surroundings, TuneTargets targets)
{
    private const int BlockFrames = 4096;
    private const double FadeSeconds = 4;
    private const double ProgressSeconds = 2;

    private readonly float[] _left = new float[BlockFrames];
    private readonly float[] _right = new float[BlockFrames];

    /// <summary>Length of the tune, tail included.</summary>
    public required double Seconds { get; init; }

    /// <summary>Whether a seed is part of the tune.</summary>
    public bool IsSeedHeard { get; init; } = true;

    /// <summary>Metre of the sheet music where the music has none of its own; null = found from the accents.</summary>
    public MetreChange? Metre { get; init; }

    /// <summary>Composes, plays and writes; prints what came of it.</summary>
    /// <exception cref="OperationCanceledException">Interrupted; no file was written.</exception>
    public int Run(MusicRequest request)
    {
        // First what is cheap to refuse, then the model.
        var wavs = targets.WavPaths.Select(path => new OutputFile(path)).ToArray();
        var midis = targets.MidiPaths.Select(path => new OutputFile(path)).ToArray();
        var scores = targets.ScorePaths.Select(path => new OutputFile(path)).ToArray();
        try
        {
            using var setup = MusicSetup.Prepare(request, surroundings);
            var synthesizer = LoadSynthesizer(setup);
            var start = Stopwatch.GetTimestamp();
            var ensemble = new Ensemble(setup, synthesizer, OptionsFor(setup));
            Play(ensemble, [.. wavs.Select(file => new WavWriter(file.Stream, setup.Options.SampleRateHz))]);
            var piece = ensemble.Performance.ToPiece(TitleOf(setup));
            foreach (var midi in midis) MidiPieceWriter.Write(piece, midi.Stream);
            foreach (var score in scores) MusicXmlWriter.Write(piece, score.Stream, ScoreOptionsFor(setup));
            foreach (var file in wavs.Concat(midis).Concat(scores)) file.Commit();
            foreach (var file in scores) surroundings.Out.WriteLine($"{file.FilePath}  sheet music");
            Print(setup, piece, wavs, midis, Stopwatch.GetElapsedTime(start).TotalSeconds);
            return ExitCode.Done;
        }
        catch (IOException e) when (e is not FileNotFoundException)
        {
            throw new IOException($"The tune could not be written: {e.Message.TrimEnd('.')}; make room or choose another place with --out.", e);
        }
        finally
        {
            foreach (var file in wavs.Concat(midis).Concat(scores)) file.Dispose();
        }
    }

    private static string TitleOf(MusicSetup setup) => string.Create(
        CultureInfo.InvariantCulture, $"{setup.Preset.Name}, model {setup.Package.Manifest.Name}, random seed {setup.RandomSeed}");

    private ISynthesizer LoadSynthesizer(MusicSetup setup) => targets.WavPaths.Count == 0
        ? new SilentSynthesizer()
        : surroundings.LoadSynthesizer(SoundFontFinder.Find(setup.SoundFont, surroundings), setup.Options.SampleRateHz, setup.Options.Gain);

    private ScoreOptions ScoreOptionsFor(MusicSetup setup) => new()
    {
        Metre = Metre,
        // The ticks of performed music are milliseconds, even where they happen to fall on a grid of beats.
        IsPerformed = setup.Package.Codec.Vocabulary.TimeBase == TimeBase.Performed,
        Key = setup.Composing.Steering.Key is > 0 and var key ? KeyChange.Of((key - 1) % 12, key > 12) : null,
    };

    private PerformanceOptions OptionsFor(MusicSetup setup) => new()
    {
        LeadTimeSeconds = setup.Options.LeadTimeSeconds,
        DurationSeconds = Seconds - TuneTail.Of(Seconds),
        Seed = setup.Seed,
        IsSeedHeard = IsSeedHeard,
    };

    private void Play(Ensemble ensemble, IReadOnlyList<WavWriter> writers)
    {
        var rate = ensemble.Player.SampleRate;
        var totalFrames = (long)Math.Round(Seconds * rate);
        var fadeFrames = (long)(Math.Min(FadeSeconds, Seconds / 3) * rate);
        var start = Stopwatch.GetTimestamp();
        var nextProgress = ProgressSeconds;
        for (long frame = 0; frame < totalFrames;)
        {
            surroundings.Interrupted.ThrowIfCancellationRequested();
            ensemble.Performance.ComposeAhead();
            var frames = (int)Math.Min(BlockFrames, totalFrames - frame);
            var left = _left.AsSpan(0, frames);
            var right = _right.AsSpan(0, frames);
            ensemble.Player.Render(left, right);
            Fade(left, right, frame - (totalFrames - fadeFrames), fadeFrames);
            foreach (var writer in writers) writer.Write(left, right);
            frame += frames;
            var elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
            if (elapsed < nextProgress) continue;
            nextProgress = elapsed + ProgressSeconds;
            surroundings.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"rendering {frame / (double)rate:0} of {Seconds:0} s  {frame / rate / elapsed:0}x real time  {(totalFrames - frame) * elapsed / frame:0} s left"));
        }

        foreach (var writer in writers) writer.Finish();
    }

    // Half a cosine: no corner at either end.
    private static void Fade(Span<float> left, Span<float> right, long fadeFrame, long fadeFrames)
    {
        if (fadeFrame + left.Length <= 0) return;
        for (var i = 0; i < left.Length; i++)
        {
            if (fadeFrame + i <= 0) continue;
            var gain = 0.5f + 0.5f * MathF.Cos(MathF.PI * (fadeFrame + i + 1) / fadeFrames);
            left[i] *= gain;
            right[i] *= gain;
        }
    }

    private void Print(MusicSetup setup, Piece piece, OutputFile[] wavs, OutputFile[] midis, double seconds)
    {
        foreach (var file in wavs)
            surroundings.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file.FilePath}  {Seconds:0.0} s, {setup.Options.SampleRateHz} Hz, stereo, 16 bit"));
        foreach (var file in midis) surroundings.Out.WriteLine($"{file.FilePath}  {piece.Notes.Count} notes");
        surroundings.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"preset {setup.Preset.Name}, model {setup.Package.Manifest.Name}, random seed {setup.RandomSeed}: {piece.Notes.Count} notes, {Seconds:0.0} s in {seconds:0.00} s ({Seconds / seconds:0}x real time)"));
    }
}
