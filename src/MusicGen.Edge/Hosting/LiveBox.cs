using System.Globalization;

namespace MusicGen.Edge;

/// <summary>
/// The running box: input threads, a composer thread with the conductor and an audio thread, watched by the thread that calls
/// <see cref="Run"/> until it is over or interrupted.
/// </summary>
internal sealed class LiveBox(Surroundings surroundings)
{
    // The last of the channels: the composer needs it for the rarest instruments only, so a pedal moves the keyboard's notes alone.
    internal const byte KeyboardChannel = 15;

    private const double RingOutSeconds = 2.5;
    private const double FadeSeconds = 0.4;
    private const int WatchMilliseconds = 200;
    private const int KeyEvents = 1024;

    private readonly Lock _saying = new();
    private readonly LogTail _log = new(TimeProvider.System);
    private readonly StepTimes _noteTimes = new();
    private readonly List<Func<RunningBox, IDisposable?>> _companions = [];

    private static readonly TimeSpan _underrunsEvery = TimeSpan.FromMinutes(1);

    private long _underruns, _underrunsSaidAt;
    private int _losses, _returns;

    /// <summary>Length, or 0 for endless.</summary>
    public double Seconds { get; init; }

    /// <summary>Whether to end with a fault where there is no audio device, instead of playing to nobody.</summary>
    public bool RequiresAudio { get; init; }

    /// <summary>Whether keyboards that are plugged in sound.</summary>
    public bool HasKeyboards { get; init; } = true;

    /// <summary>Who plays when; null: as the preset has it.</summary>
    public PlayMode? Mode { get; init; }

    /// <summary>Name of the audio device, or null for the configured one.</summary>
    public string? Device { get; init; }

    /// <summary>Name of the port of an instrument outside, or null for the configured one.</summary>
    public string? MidiOutPort { get; init; }

    /// <summary>Path of the event log to write, or null.</summary>
    public string? LogPath { get; init; }

    /// <summary>Where keyboards are plugged in that are software: keys of the page, players of files.</summary>
    public VirtualMidiPorts VirtualPorts { get; init; } = new();

    /// <summary>Where everything that people do comes together.</summary>
    public Inbox Inbox { get; init; } = new();

    /// <summary>Which MIDI controllers are knobs of the box.</summary>
    public ControllerBindings Controllers { get; init; } = new(TimeProvider.System);

    /// <summary>Adds what runs beside the music, panel or page: called when the box plays, disposed of before it ends.</summary>
    public LiveBox With(Func<RunningBox, IDisposable?> companion)
    {
        _companions.Add(companion);
        return this;
    }

    /// <summary>Plays.</summary>
    /// <exception cref="IOException">There is no audio device and one is required.</exception>
    public int Run(MusicRequest request)
    {
        using var service = new BoxService(surroundings, TimeProvider.System, Say);
        service.Begin("loading the model");
        var tolerance = new FaultTolerance(request.OnFault, Say);
        var options = LoadOptions(request, tolerance);
        using var presets = new PresetLoader(request, options, Seconds, tolerance, surroundings with { OpenModel = OpenTimed }, Say);
        var playable = presets.Load();
        var synthesizer = SoundLadder.Load(request, options, surroundings, Say);
        var keys = HasKeyboards ? new NoteEventQueue(KeyEvents) : null;
        var path = new PlayingPath(options, synthesizer, Seconds, keys);
        ControllerFile.Open(Places.State(options, surroundings), options.Controllers, Controllers, Say);
        using var log = LogPath is null ? null : EventLog.Create(LogPath, options.SampleRateHz);
        Conductor? conductor = null;
        using var copies = new PlayedCopies(options, path.Player, surroundings, () => conductor!.State.Preset, Say);
        if (log is not null) copies.Add(log);
        conductor = new Conductor(Inbox, path.Scheduler, path.Player, playable, ConductingOf(options, presets), new BoxEars(copies, log));
        var format = AudioFormat.From(options);
        copies.PlayOutside(
            options.MidiOut with { Port = MidiOutPort ?? options.MidiOut.Port }, format.PeriodFrames,
            () => conductor.State.QuartersPerMinute, () => conductor.State.IsPlaying);
        copies.Start();
        IAudioOutput Open() => surroundings.OpenAudio(Device ?? options.AudioDevice, format);
        var (output, isOnDevice) = OpenOrSilence(Open, format);
        Say(string.Create(
            CultureInfo.InvariantCulture,
            $"playing preset {presets.HomeName}, {PlayModeNames.Of(conductor.State.Mode)}, random seed {presets.RandomSeed}, on {output.Name}, {format.SampleRateHz} Hz, {format.PeriodCount} x {format.PeriodFrames} frames; Ctrl-C ends"));
        return Play(
            new RunningBox
            {
                Options = options,
                Inbox = Inbox,
                Conductor = conductor,
                Player = path.Player,
                Scheduler = path.Scheduler,
                Presets = presets,
                Copies = copies,
                VirtualPorts = VirtualPorts,
                Audio = new AudioLoop(path.Player, format, output, isOnDevice, Open, TimeProvider.System),
                Decided = new DecidedNotes(path.Scheduler, path.Player),
                NoteTimes = _noteTimes,
                Controllers = Controllers,
                Log = _log,
                Faults = new FaultBoard(Say),
                LivedWith = tolerance.Faults,
                Surroundings = surroundings,
                Say = Say,
            },
            keys is null ? null : Listen(keys, path.Player, playable.First(preset => preset.Name == presets.HomeName).Performance.KeyboardProgram),
            service, log);
    }

    private INoteModel OpenTimed(ModelPackage package, ProviderChoice provider, string? variant, Action<string> say) =>
        new TimedNoteModel(new ModelWarmUp(surroundings, say).Open(package, provider, variant), _noteTimes);

    private EdgeOptions LoadOptions(MusicRequest request, FaultTolerance tolerance)
    {
        if (!tolerance.GoesOn) return OptionsFile.Load(request.ConfigPath, surroundings);
        if (tolerance.IsSafe) return new EdgeOptions();
        var faults = new List<string>();
        var options = OptionsFile.Load(request.ConfigPath, surroundings, faults);
        foreach (var fault in faults) tolerance.Add(fault);
        return options;
    }

    private ConductorOptions ConductingOf(EdgeOptions options, PresetLoader presets)
    {
        var conducting = options.Kiosk.Conducting(presets.HomeName, isAlone: true);
        // A tune of a given length is played once.
        if (Seconds > 0) conducting = conducting with { PlaysAlone = false, AttractEverySeconds = 0 };
        return conducting with { Mode = Mode ?? conducting.Mode };
    }

    private KeyboardLoop Listen(NoteEventQueue keys, Player player, byte program)
    {
        var routing = new KeyboardRouting { Channel = KeyboardChannel, Program = program };
        return new KeyboardLoop(
            () => MidiPortSet.Open(() => surroundings.OpenMidiPorts(surroundings.SystemRoot), VirtualPorts, Say),
            ports => new KeyboardInput(ports, keys, routing, () => player.PlayedFrames, TimeProvider.System, Say) { Inbox = Inbox, Controllers = Controllers },
            Say);
    }

    private (IAudioOutput Output, bool IsOnDevice) OpenOrSilence(Func<IAudioOutput> open, AudioFormat format)
    {
        try
        {
            return (open(), true);
        }
        catch (Exception e) when (!RequiresAudio && e is IOException or DllNotFoundException)
        {
            Say(e.Message);
            Say("it goes on composing without sound, and plays as soon as there is a device");
            return (new SilentClock(format, TimeProvider.System), false);
        }
    }

    private int Play(RunningBox box, KeyboardLoop? keyboards, BoxService service, EventLog? log)
    {
        if (Seconds > 0) Inbox.TryPost(new BoxEvent(BoxEventKind.PresetPressed, BoxEventSource.Host, Text: box.Presets.HomeName));
        var composing = new ComposerLoop(box.Conductor, box.Decided);
        var composer = StartThread("composer", composing.Run);
        // The queue is full before the first period is asked for.
        composing.WaitUntilReady();
        var audio = StartThread("audio", () =>
        {
            if (surroundings.RaisePriority() is { } priority && service.IsService) Say(priority);
            box.Audio.Run();
        });
        var input = keyboards is null ? null : StartThread("keyboards", keyboards.Run);
        service.Watch("audio", () => box.Audio.PeriodCount);
        service.Watch("composer", () => composing.TurnCount);
        if (keyboards is not null) service.Watch("keyboards", () => keyboards.HasEnded ? Environment.TickCount64 : keyboards.TurnCount);
        var companions = _companions.ConvertAll(begin => begin(box));
        Watch(box, composing, () =>
        {
            service.Tick(HealthOf(box));
            log?.Flush();
        });
        service.End();
        companions.ForEach(companion => companion?.Dispose());
        keyboards?.Stop();
        input?.Join();
        composing.Stop();
        composer.Join();
        box.Audio.Stop();
        audio.Join();
        var counters = box.Player.Counters;
        surroundings.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"played {counters.Played} notes in {box.Player.PlayedFrames / (double)box.Player.SampleRate:0.0} s; {counters.Late} late, {box.Audio.UnderrunCount} underruns"));
        if (composing.Failure is { } composeFailure) Say($"composing stopped: {composeFailure.Message}");
        if (box.Audio.Failure is { } audioFailure) Say($"audio stopped: {audioFailure.Message}");
        return composing.Failure is null && box.Audio.Failure is null ? ExitCode.Done : ExitCode.Failed;
    }

    private static BoxHealth HealthOf(RunningBox box)
    {
        var state = box.Conductor.State;
        return new BoxHealth(
            $"{state.Phase.ToString().ToLowerInvariant()}, preset {state.Preset}", box.Presets.ModelDescriptionOf(state.Preset), box.Audio.DeviceName,
            box.Player.Counters.Played, box.Audio.UnderrunCount, box.Faults.Snapshot.Count + box.LivedWith.Count);
    }

    private void Watch(RunningBox box, ComposerLoop composing, Action tick)
    {
        var endFrame = Seconds > 0 ? FramesOf(Seconds, box.Player) : long.MaxValue;
        var rounds = new RoundsOfTheBox(box, TimeProvider.System);
        while (box.Player.PlayedFrames < endFrame && composing.Failure is null && box.Audio.Failure is null)
        {
            ReportChanges(box.Audio);
            tick();
            rounds.Turn();
            if (!surroundings.Interrupted.WaitHandle.WaitOne(WatchMilliseconds)) continue;
            EndGracefully(box);
            break;
        }

        ReportChanges(box.Audio);
    }

    private void ReportChanges(AudioLoop audio)
    {
        if (audio.LossCount != _losses)
            Say($"audio device lost ({_losses = audio.LossCount} so far); composing goes on, the device is tried again");
        if (audio.ReturnCount != _returns)
            Say($"audio device open ({_returns = audio.ReturnCount} so far)");
        // Said at once, and then once a minute: a machine that is too slow would fill the journal with it.
        if (audio.UnderrunCount == _underruns || (_underruns > 0 && TimeProvider.System.GetElapsedTime(_underrunsSaidAt) < _underrunsEvery)) return;
        _underrunsSaidAt = TimeProvider.System.GetTimestamp();
        Say($"the device ran dry, audible as gaps ({_underruns = audio.UnderrunCount} so far)");
    }

    // Notes that sound ring out, for as long as a person who pressed Ctrl-C will wait; then the volume goes down smoothly.
    private void EndGracefully(RunningBox box)
    {
        var player = box.Player;
        Inbox.TryPost(new BoxEvent(BoxEventKind.Stop, BoxEventSource.Host));
        WaitUntil(player.PlayedFrames + FramesOf(RingOutSeconds, player), () => !box.Conductor.State.IsPlaying && player.SoundingCount == 0);
        player.Volume = 0;
        WaitUntil(player.PlayedFrames + FramesOf(FadeSeconds, player), () => false);

        // By the clock, too: a device that takes no more sound has stopped time.
        void WaitUntil(long frame, Func<bool> isEnough)
        {
            var latest = Environment.TickCount64 + (long)(2000 * RingOutSeconds);
            while (player.PlayedFrames < frame && Environment.TickCount64 < latest && box.Audio.Failure is null && !isEnough()) Thread.Sleep(WatchMilliseconds / 10);
        }
    }

    private static long FramesOf(double seconds, Player player) => (long)(seconds * player.SampleRate);

    private static Thread StartThread(string name, ThreadStart run)
    {
        var thread = new Thread(run) { Name = name, IsBackground = true };
        thread.Start();
        return thread;
    }

    // The input thread has something to say, too.
    private void Say(string sentence)
    {
        _log.Add(sentence);
        lock (_saying) surroundings.Error.WriteLine($"musicgen: {sentence}");
    }
}
