using System.Globalization;

namespace MusicGen.Edge;

/// <summary>
/// The running box: a composer thread and an audio thread around one performance, watched by the thread that calls
/// <see cref="Run"/> until it is over or interrupted.
/// </summary>
internal sealed class LiveBox(Surroundings surroundings)
{
    private const double RingOutSeconds = 2.5;
    private const double FadeSeconds = 0.4;
    private const int WatchMilliseconds = 200;
    private const int KeyEvents = 1024;

    // The last of the channels: the composer needs it for the rarest instruments only, so a pedal moves the keyboard's notes alone.
    private const byte KeyboardChannel = 15;

    private readonly Lock _saying = new();

    private long _underruns;
    private int _losses, _returns;

    /// <summary>Length, or 0 for endless.</summary>
    public double Seconds { get; init; }

    /// <summary>Whether to end with a fault where there is no audio device, instead of playing to nobody.</summary>
    public bool RequiresAudio { get; init; }

    /// <summary>Whether keyboards that are plugged in sound, with the music or alone.</summary>
    public KeyboardUse Keyboards { get; init; }

    /// <summary>Name of the audio device, or null for the configured one.</summary>
    public string? Device { get; init; }

    /// <summary>Name of the port of an instrument outside, or null for the configured one.</summary>
    public string? MidiOutPort { get; init; }

    /// <summary>Where keyboards are plugged in that are software: keys of the page, players of files.</summary>
    public VirtualMidiPorts VirtualPorts { get; init; } = new();

    /// <summary>Where everything that people do comes together.</summary>
    public Inbox Inbox { get; init; } = new();

    /// <summary>Which MIDI controllers are knobs of the box.</summary>
    public ControllerBindings Controllers { get; init; } = new(TimeProvider.System);

    private bool Composes => Keyboards != KeyboardUse.Solo;

    /// <summary>Plays.</summary>
    /// <exception cref="IOException">There is no audio device and one is required.</exception>
    public int Run(MusicRequest request)
    {
        using var service = new BoxService(surroundings, TimeProvider.System, Say);
        service.Begin("loading the model");
        using var setup = MusicSetup.Prepare(request, surroundings);
        var synthesizer = SoundLadder.Load(setup, request.OnFault, surroundings, Say);
        var keys = Keyboards == KeyboardUse.Off ? null : new NoteEventQueue(KeyEvents);
        var ensemble = new Ensemble(setup, synthesizer, new PerformanceOptions
        {
            LeadTimeSeconds = setup.Options.LeadTimeSeconds,
            DurationSeconds = Seconds - TuneTail.Of(Seconds),
            Seed = setup.Seed,
            IsSeedHeard = true,
        }, keys);
        ControllerFile.Open(Places.State(setup.Options, surroundings), setup.Options.Controllers, Controllers, Say);
        using var copies = new PlayedCopies(setup.Options, ensemble.Player, surroundings, () => setup.Preset.Name, Say);
        var keyboards = keys is null ? null : Listen(keys, ensemble.Player, setup.Composing.Program);
        var format = AudioFormat.From(setup.Options);
        copies.PlayOutside(
            setup.Options.MidiOut with { Port = MidiOutPort ?? setup.Options.MidiOut.Port },
            format.PeriodFrames,
            () => ensemble.Composer.TicksPerSecond * 60 / MusicalTime.Ppqn,
            () => Composes && !ensemble.Performance.IsDone);
        copies.Start();
        IAudioOutput Open() => surroundings.OpenAudio(Device ?? setup.Options.AudioDevice, format);
        var (output, isOnDevice) = OpenOrSilence(Open, format);
        Say(string.Create(
            CultureInfo.InvariantCulture,
            $"playing {(Composes ? "" : "keyboards only, ")}preset {setup.Preset.Name}, random seed {setup.RandomSeed}, on {output.Name}, {format.SampleRateHz} Hz, {format.PeriodCount} x {format.PeriodFrames} frames; Ctrl-C ends"));
        var what = $"{(Composes ? "" : "keyboards only, ")}preset {setup.Preset.Name}";
        BoxHealth Health(AudioLoop audio) => new(
            $"playing {what}", setup.ModelDescription, audio.DeviceName, ensemble.Player.Counters.Played, audio.UnderrunCount, setup.Faults.Count);
        return Play(ensemble, new AudioLoop(ensemble.Player, format, output, isOnDevice, Open, TimeProvider.System), keyboards, service, Health);
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

    private int Play(Ensemble ensemble, AudioLoop audio, KeyboardLoop? keyboards, BoxService service, Func<AudioLoop, BoxHealth> health)
    {
        var composing = new ComposerLoop(ensemble.Performance);
        var composer = Composes ? StartThread("composer", composing.Run) : null;
        // The queue is full before the first period is asked for.
        if (Composes) composing.WaitUntilReady();
        var player = StartThread("audio", () =>
        {
            if (surroundings.RaisePriority() is { } priority && service.IsService) Say(priority);
            audio.Run();
        });
        var input = keyboards is null ? null : StartThread("keyboards", keyboards.Run);
        service.Watch("audio", () => audio.PeriodCount);
        if (composer is not null) service.Watch("composer", () => composing.TurnCount);
        if (keyboards is not null) service.Watch("keyboards", () => keyboards.HasEnded ? Environment.TickCount64 : keyboards.TurnCount);
        Watch(ensemble, audio, composing, () => service.Tick(health(audio)));
        service.End();
        keyboards?.Stop();
        input?.Join();
        composing.Stop();
        composer?.Join();
        audio.Stop();
        player.Join();
        var counters = ensemble.Player.Counters;
        surroundings.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"played {counters.Played} notes in {ensemble.Player.PlayedFrames / (double)ensemble.Player.SampleRate:0.0} s; {counters.Late} late, {audio.UnderrunCount} underruns"));
        if (composing.Failure is { } composeFailure) Say($"composing stopped: {composeFailure.Message}");
        if (audio.Failure is { } audioFailure) Say($"audio stopped: {audioFailure.Message}");
        return composing.Failure is null && audio.Failure is null ? ExitCode.Done : ExitCode.Failed;
    }

    private void Watch(Ensemble ensemble, AudioLoop audio, ComposerLoop composing, Action tick)
    {
        var player = ensemble.Player;
        var endFrame = Seconds > 0 ? FramesOf(Seconds, player) : long.MaxValue;
        while (player.PlayedFrames < endFrame && composing.Failure is null && audio.Failure is null)
        {
            ReportChanges(audio);
            tick();
            if (!surroundings.Interrupted.WaitHandle.WaitOne(WatchMilliseconds)) continue;
            EndGracefully(ensemble, audio);
            break;
        }

        ReportChanges(audio);
    }

    private void ReportChanges(AudioLoop audio)
    {
        if (audio.LossCount != _losses)
            Say($"audio device lost ({_losses = audio.LossCount} so far); composing goes on, the device is tried again");
        if (audio.ReturnCount != _returns)
            Say($"audio device open ({_returns = audio.ReturnCount} so far)");
        if (audio.UnderrunCount != _underruns)
            Say($"the device ran dry, audible as gaps ({_underruns = audio.UnderrunCount} so far)");
    }

    // Notes that sound ring out, for as long as a person who pressed Ctrl-C will wait; then the volume goes down smoothly.
    private void EndGracefully(Ensemble ensemble, AudioLoop audio)
    {
        var player = ensemble.Player;
        ensemble.Performance.Stop();
        WaitUntil(player.PlayedFrames + FramesOf(RingOutSeconds, player), () => !Composes || ensemble.Performance.IsDone);
        player.Volume = 0;
        WaitUntil(player.PlayedFrames + FramesOf(FadeSeconds, player), () => false);

        void WaitUntil(long frame, Func<bool> isEnough)
        {
            while (player.PlayedFrames < frame && audio.Failure is null && !isEnough()) Thread.Sleep(WatchMilliseconds / 10);
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
        lock (_saying) surroundings.Error.WriteLine($"musicgen: {sentence}");
    }
}
