using System.Globalization;

namespace MusicGen.Edge;

/// <summary>
/// The running box: a composer thread and an audio thread around one performance, watched by the thread that calls
/// <see cref="Run"/> until it is over or interrupted.
/// </summary>
internal sealed class LiveBox(Surroundings surroundings)
{
    private const double TailSeconds = 1.5;
    private const double RingOutSeconds = 2.5;
    private const int WatchMilliseconds = 200;

    /// <summary>Length, or 0 for endless.</summary>
    public double Seconds { get; init; }

    /// <summary>Whether to end with a fault where there is no audio device, instead of playing to nobody.</summary>
    public bool RequiresAudio { get; init; }

    /// <summary>Name of the audio device, or null for the configured one.</summary>
    public string? Device { get; init; }

    /// <summary>Plays.</summary>
    /// <exception cref="IOException">There is no audio device and one is required.</exception>
    public int Run(MusicRequest request)
    {
        using var setup = MusicSetup.Prepare(request, surroundings);
        var synthesizer = surroundings.LoadSynthesizer(
            SoundFontFinder.Find(setup.SoundFont, surroundings), setup.Options.SampleRateHz, setup.Options.Gain);
        var ensemble = new Ensemble(setup, synthesizer, new PerformanceOptions
        {
            LeadTimeSeconds = setup.Options.LeadTimeSeconds,
            DurationSeconds = Seconds == 0 ? 0 : Math.Max(0.5, Seconds - TailSeconds),
            Seed = setup.Seed,
            IsSeedHeard = true,
        });
        var format = AudioFormat.From(setup.Options);
        IAudioOutput Open() => surroundings.OpenAudio(Device ?? setup.Options.AudioDevice, format);
        var (output, isOnDevice) = OpenOrSilence(Open, format);
        Say(string.Create(
            CultureInfo.InvariantCulture,
            $"playing preset {setup.Preset.Name}, random seed {setup.RandomSeed}, on {output.Name}, {format.SampleRateHz} Hz, {format.PeriodCount} x {format.PeriodFrames} frames; Ctrl-C ends"));
        return Play(ensemble, new AudioLoop(ensemble.Player, format, output, isOnDevice, Open, TimeProvider.System));
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

    private int Play(Ensemble ensemble, AudioLoop audio)
    {
        // Both rings are full before the first period is asked for.
        ensemble.Performance.ComposeAhead();
        var composing = new ComposerLoop(ensemble.Performance);
        var composer = StartThread("composer", composing.Run);
        var player = StartThread("audio", audio.Run);
        Watch(ensemble, audio, composing);
        composing.Stop();
        composer.Join();
        audio.Stop();
        player.Join();
        var counters = ensemble.Player.Counters;
        surroundings.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"played {counters.Played} notes in {ensemble.Player.PlayedFrames / (double)ensemble.Player.SampleRate:0.0} s; {counters.Late} late, {audio.UnderrunCount} underruns"));
        if (composing.Failure is not { } failure) return ExitCode.Done;
        surroundings.Error.WriteLine($"musicgen: composing stopped: {failure.Message}");
        return ExitCode.Failed;
    }

    private void Watch(Ensemble ensemble, AudioLoop audio, ComposerLoop composing)
    {
        var (player, performance) = (ensemble.Player, ensemble.Performance);
        long underruns = 0;
        int losses = 0, returns = 0;
        long? endFrame = null;
        while (endFrame is null || player.PlayedFrames < endFrame)
        {
            surroundings.Interrupted.WaitHandle.WaitOne(endFrame is null ? WatchMilliseconds : 0);
            if (endFrame is not null) Thread.Sleep(WatchMilliseconds / 4);
            if (audio.LossCount != losses) Say($"audio device lost ({losses = audio.LossCount} so far); composing goes on, the device is tried again");
            if (audio.ReturnCount != returns) Say($"audio device open ({returns = audio.ReturnCount} so far)");
            if (audio.UnderrunCount != underruns) Say($"{audio.UnderrunCount - underruns} underruns: the device ran dry, audible as gaps ({underruns = audio.UnderrunCount} so far)");
            if (endFrame is not null) continue;
            if (composing.Failure is not null) endFrame = 0;
            else if (performance.IsDone) endFrame = player.PlayedFrames + FramesOf(TailSeconds, player);
            else if (surroundings.Interrupted.IsCancellationRequested) endFrame = EndGracefully(player, performance);
        }
    }

    // Notes that sound ring out, for as long as a person who pressed Ctrl-C will wait; then the volume goes down smoothly.
    private static long EndGracefully(Player player, Performance performance)
    {
        performance.Stop();
        var latest = player.PlayedFrames + FramesOf(RingOutSeconds, player);
        while (!performance.IsDone && player.PlayedFrames < latest) Thread.Sleep(WatchMilliseconds / 4);
        player.Volume = 0;
        return player.PlayedFrames + FramesOf(0.4, player);
    }

    private static long FramesOf(double seconds, Player player) => (long)(seconds * player.SampleRate);

    private static Thread StartThread(string name, ThreadStart run)
    {
        var thread = new Thread(run) { Name = name, IsBackground = true };
        thread.Start();
        return thread;
    }

    private void Say(string sentence) => surroundings.Error.WriteLine($"musicgen: {sentence}");
}
