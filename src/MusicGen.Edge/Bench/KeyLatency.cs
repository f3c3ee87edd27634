using System.Diagnostics;

namespace MusicGen.Edge;

/// <summary>
/// How soon a key is in the sound: keys come at any moment, the input thread hears them, and an audio thread at the pace of a device renders
/// the period that they begin in. What the device then keeps queued is not counted.
/// </summary>
/// <param name="Seconds">From the key's bytes to the period that has it in it, rendered.</param>
/// <param name="MostFrames">Longest way from the clock at the key to the frame it sounds at.</param>
/// <param name="LatePerThousand">Keys of a thousand that sounded more than one period after their clock.</param>
/// <param name="PeriodFrames">Length of a period.</param>
internal readonly record struct KeyLatency(Percentiles Seconds, long MostFrames, double LatePerThousand, int PeriodFrames)
{
    private const int Pitch = 60;
    private const int LiveEvents = 1024;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);

    /// <summary>Measures.</summary>
    /// <param name="format">Period and rate.</param>
    /// <param name="synthesizer">What sounds.</param>
    /// <param name="keys">How many keys.</param>
    public static KeyLatency Measure(AudioFormat format, ISynthesizer synthesizer, int keys)
    {
        var live = new NoteEventQueue(LiveEvents);
        var player = new Player(synthesizer, new NoteEventQueue(LiveEvents), new PlayerOptions { SampleRate = format.SampleRateHz }, live);
        var ports = new VirtualMidiPorts();
        var loop = new KeyboardLoop(
            () => MidiPortSet.Open(() => new RawMidiPorts("/nonexistent"), ports, _ => { }),
            opened => new KeyboardInput(opened, live, new KeyboardRouting(), () => player.PlayedFrames, TimeProvider.System, _ => { }),
            _ => { });
        using var rendered = new AutoResetEvent(false);
        using var stopped = new CancellationTokenSource();
        var input = Start("keyboards", loop.Run);
        var audio = Start("audio", () => Render(player, format, rendered, stopped.Token));
        try
        {
            using var port = ports.Plug("bench", BoxEventSource.Keyboard);
            return Play(port, player, format, rendered, keys);
        }
        finally
        {
            stopped.Cancel();
            loop.Stop();
            audio.Join();
            input.Join();
        }
    }

    private static KeyLatency Play(VirtualMidiPort port, Player player, AudioFormat format, AutoResetEvent rendered, int keys)
    {
        // The first one waits for the port to be opened and for the code to be compiled.
        for (var i = 0; i < 20; i++) Press(port, player, rendered);
        var seconds = new double[keys];
        var (most, late) = (0L, 0);
        for (var i = 0; i < keys; i++)
        {
            // At any moment of a period, the same each time the bench is run.
            Thread.Sleep(i * 7 % 13);
            (seconds[i], var frames) = Press(port, player, rendered);
            most = Math.Max(most, frames);
            if (frames > format.PeriodFrames) late++;
        }

        return new KeyLatency(Percentiles.Of(seconds), most, late * 1000.0 / keys, format.PeriodFrames);
    }

    private static (double Seconds, long Frames) Press(VirtualMidiPort port, Player player, AutoResetEvent rendered)
    {
        var (start, clock) = (Stopwatch.GetTimestamp(), player.PlayedFrames);
        port.Send(0x90, Pitch, 100);
        var frames = Await(NoteEventKind.NoteOn) - clock;
        var taken = Stopwatch.GetElapsedTime(start).TotalSeconds;
        port.Send(0x80, Pitch, 0);
        Await(NoteEventKind.NoteOff);
        return (taken, frames);

        long Await(NoteEventKind kind)
        {
            while (true)
            {
                while (player.PlayedEvents.TryDequeue(out var played))
                    if (played.Kind == kind) return played.Frame;
                if (!rendered.WaitOne(_patience)) throw new TimeoutException("A key expected in the sound within a second, found none.");
            }
        }
    }

    private static void Render(Player player, AudioFormat format, AutoResetEvent rendered, CancellationToken stopped)
    {
        using var clock = new SilentClock(format, TimeProvider.System);
        var (left, right, interleaved) = (new float[format.PeriodFrames], new float[format.PeriodFrames], new short[2 * format.PeriodFrames]);
        while (!stopped.IsCancellationRequested)
        {
            if (!clock.HasRoom())
            {
                Thread.Sleep(1);
                continue;
            }

            player.Render(left, right);
            clock.Queue(interleaved);
            rendered.Set();
        }
    }

    private static Thread Start(string name, ThreadStart run)
    {
        var thread = new Thread(run) { Name = name, IsBackground = true };
        thread.Start();
        return thread;
    }
}
