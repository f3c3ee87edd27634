using System.Globalization;

namespace MusicGen.Edge;

/// <summary>
/// A scripted visit played into files: the running box with a loop instead of threads and a script instead of keyboard,
/// panel and page. The same script, arguments and model give the same <c>.mid</c>, so a fault can be replayed.
/// </summary>
internal sealed class VisitRendering(Surroundings surroundings, TuneTargets targets)
{
    private const int StepsASecond = 100;
    private const double AfterLastEventSeconds = 60;
    private const int KeyEvents = 1024;

    /// <summary>Path of the visit.</summary>
    public required string VisitPath { get; init; }

    /// <summary>Length; 0: until a minute after the last event.</summary>
    public double Seconds { get; init; }

    /// <summary>Plays and writes; prints what came of it.</summary>
    /// <exception cref="OperationCanceledException">Interrupted; no file was written.</exception>
    public int Run(MusicRequest request)
    {
        var options = OptionsFile.Load(request.ConfigPath, surroundings);
        var rate = options.SampleRateHz;
        var visit = VisitFile.Read(VisitPath, rate);
        var files = targets.All.Select(path => (Path: path, File: new OutputFile(path))).ToArray();
        OutputFile[] Of(IReadOnlyList<string> paths) => [.. files.Where(f => paths.Contains(f.Path)).Select(f => f.File)];
        try
        {
            using var presets = new PresetLoader(
                request, options, 0, new FaultTolerance(FaultResponse.Stop, _ => { }), surroundings, sentence => surroundings.Error.WriteLine($"musicgen: {sentence}"));
            var playable = presets.Load();
            var keys = new NoteEventQueue(KeyEvents);
            var path = new PlayingPath(options, LoadSynthesizer(request, options), 0, keys);
            EventLog[] logs = [.. Of(targets.LogPaths).Select(file => new EventLog(new StreamWriter(file.Stream, leaveOpen: true), rate))];
            var heard = new PlayedPiece(rate);
            var ears = new VisitEars(logs, heard);
            var inbox = new Inbox(Math.Max(1024, visit.Count));
            var conductor = new Conductor(
                inbox, path.Scheduler, path.Player, playable,
                options.Kiosk.Conducting(presets.HomeName, isAlone: false), ears);
            var program = playable.First(preset => preset.Name == presets.HomeName).Performance.KeyboardProgram;
            var stage = new VisitStage(conductor, path.Player, inbox, new ScriptedKeys(keys, program), ears);
            var seconds = Seconds > 0 ? Seconds : visit.Count > 0 ? visit[^1].Frame / (double)rate + AfterLastEventSeconds : AfterLastEventSeconds;
            Play(stage, visit, (long)(seconds * rate), [.. Of(targets.WavPaths).Select(file => new WavWriter(file.Stream, rate))]);
            var piece = heard.ToPiece($"visit {Path.GetFileNameWithoutExtension(VisitPath)}, random seed {presets.RandomSeed}", path.Player.PlayedFrames);
            foreach (var midi in Of(targets.MidiPaths)) MidiPieceWriter.Write(piece, midi.Stream);
            foreach (var score in Of(targets.ScorePaths)) MusicXmlWriter.Write(piece, score.Stream, new ScoreOptions());
            foreach (var log in logs) log.Dispose();
            foreach (var (_, file) in files) file.Commit();
            surroundings.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"visit {VisitPath}: {visit.Count} events, {seconds:0.0} s; {ears.AnswerCount} answers; notes: {ears.BoxNotes} by the box, {ears.PlayerNotes} by the player; random seed {presets.RandomSeed}"));
            return ExitCode.Done;
        }
        finally
        {
            foreach (var (_, file) in files) file.Dispose();
        }
    }

    private ISynthesizer LoadSynthesizer(MusicRequest request, EdgeOptions options) => targets.WavPaths.Count == 0
        ? new SilentSynthesizer()
        : surroundings.LoadSynthesizer(SoundFontFinder.Find(request.SoundFont ?? options.SoundFont, surroundings), options.SampleRateHz, options.Gain);

    private void Play(VisitStage stage, IReadOnlyList<BoxEvent> visit, long frames, IReadOnlyList<WavWriter> writers)
    {
        var period = stage.Player.SampleRate / StepsASecond;
        var left = new float[period];
        var right = new float[period];
        var next = 0;
        while (stage.Player.PlayedFrames < frames)
        {
            surroundings.Interrupted.ThrowIfCancellationRequested();
            while (next < visit.Count && visit[next].Frame <= stage.Player.PlayedFrames + period / 2) stage.Post(visit[next++]);
            stage.Step(left, right);
            foreach (var writer in writers) writer.Write(left, right);
        }

        foreach (var writer in writers) writer.Finish();
    }
}
