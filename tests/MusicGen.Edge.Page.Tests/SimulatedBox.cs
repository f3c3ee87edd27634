using System.Collections.Concurrent;

namespace MusicGen.Edge.Page.Tests;

/// <summary>
/// A box that behaves and has no engines: presses choose and play presets, keys sound and are answered a moment later, the
/// sound is a tone while a preset plays. Its clock stands until a test moves it.
/// </summary>
internal sealed class SimulatedBox : IPageBox
{
    public const int Rate = 48_000;

    public const string RecordingName = "000007_20261121T094512Z_evening_180s_912n_kept.mid";

    private const int NoteFrames = Rate / 5;

    private readonly ConcurrentQueue<NoteEvent> _played = new();
    private long _frames;
    private volatile IReadOnlyList<DecidedNote> _decided = [];
    private volatile IReadOnlyList<Fault> _faults = [];
    private volatile BoxState _state = new()
    {
        Number = 1,
        Preset = "dream",
        Presets = ["dream", "evening"],
        InForce = SteeringParameter.All.ToDictionary(p => p.Name, p => p.Choices.Count > 0 ? double.NaN : p.Least),
    };

    private double _phase;

    public ConcurrentQueue<BoxEvent> Posted { get; } = new();

    public ConcurrentQueue<byte[]> Midi { get; } = new();

    public bool IsFull { get; set; }

    public Dictionary<string, byte[]> Recordings { get; } = [];

    public BoxState State { get => _state; set => _state = value with { Number = _state.Number + 1 }; }

    public int SampleRateHz => Rate;

    public long PlayedFrames => Volatile.Read(ref _frames);

    public IReadOnlyList<Preset> Presets { get; set; } =
    [
        new() { Name = "dream", Title = "Whole-tone dream", Description = "An electric piano, free and unhurried." },
        new() { Name = "evening", Title = "Evening", Description = "Slow and low." },
    ];

    public IReadOnlyList<DecidedNote> Decided { get => _decided; set => _decided = value; }

    public IReadOnlyList<Fault> Faults { get => _faults; set => _faults = value; }

    public LogTail Log { get; } = new(TimeProvider.System);

    public ControllerBindings Controllers { get; } = new(TimeProvider.System);

    public SoundTap Sound { get; } = new();

    public PageHealth Health { get; set; } = new()
    {
        Model = "piano",
        Provider = "CPU",
        Output = "no device",
        MemoryBytes = 200_000_000,
        TemperaturesCelsius = new Dictionary<string, double> { ["CPU-therm"] = 41.5 },
        Periods = new PeriodLoad(10, 0.42, 0.9, 1.3),
        NoteMilliseconds = [0.4f, 0.5f, 0.45f, 0.7f, 0.42f],
    };

    public PageHealth ReadHealth() => Health with { UptimeSeconds = PlayedFrames / (double)Rate };

    public IReadOnlyList<(string Name, ModelPackage? Package, string? Refusal)> ListModels() => [("broken", null, "its vocabulary is another's")];

    public IReadOnlyList<Recording> ListRecordings() => [.. Recordings.Select(r => Recording.Parse(r.Key, r.Value.Length)!.Value)];

    public byte[]? ReadRecording(string name) => Recordings.GetValueOrDefault(name);

    public bool TryPost(in BoxEvent boxEvent)
    {
        if (IsFull) return false;
        Posted.Enqueue(boxEvent);
        Obey(boxEvent);
        return true;
    }

    public void Play(ReadOnlySpan<byte> midi)
    {
        Midi.Enqueue(midi.ToArray());
        if (midi[0] is not (0x80 or 0x90)) return;
        Sounded(midi[1], midi[0] == 0x90 ? midi[2] : (byte)0, owner: 9);
        if (midi[0] != 0x90) return;
        State = State with { Phase = BoxPhase.Answering };
        Sounded((byte)(midi[1] + 12), 70, NoteEvent.ComposerOwner);
    }

    public bool TryTakePlayed(out NoteEvent played) => _played.TryDequeue(out played);

    /// <summary>Something sounds, or no longer does (velocity 0).</summary>
    public void Sounded(byte pitch, byte velocity, int owner) =>
        _played.Enqueue(new NoteEvent(PlayedFrames, velocity > 0 ? NoteEventKind.NoteOn : NoteEventKind.NoteOff, 0, pitch, velocity, owner, 0));

    /// <summary>Plays a period: the clock moves and there is sound.</summary>
    public void Advance(int frames)
    {
        Span<short> period = stackalloc short[2 * 480];
        for (var done = 0; done < frames; done += 480)
        {
            for (var i = 0; i < 480; i++)
            {
                _phase += 440.0 / Rate;
                period[2 * i] = period[2 * i + 1] = State.IsPlaying ? (short)(8000 * Math.Sin(2 * Math.PI * _phase)) : (short)0;
            }

            Sound.Write(period);
            Volatile.Write(ref _frames, _frames + 480);
            if (State.IsPlaying && _frames % NoteFrames == 0) Compose(_frames / NoteFrames);
        }
    }

    // An arpeggio of notes that overlap, decided two ahead.
    private void Compose(long number)
    {
        Sounded(PitchOf(number - 2), 0, NoteEvent.ComposerOwner);
        Sounded(PitchOf(number), (byte)(60 + number % 5 * 10), NoteEvent.ComposerOwner);
        Decided = [.. Enumerable.Range(0, 4).Select(i => new DecidedNote((number + i) * NoteFrames, (number + i + 2) * NoteFrames, PitchOf(number + i), 80))];

        static byte PitchOf(long index) => (byte)(57 + new[] { 0, 3, 7, 12, 15, 12, 7, 3 }[(index % 8 + 8) % 8]);
    }

    private void Obey(in BoxEvent done)
    {
        var state = State;
        switch (done.Kind)
        {
            case BoxEventKind.PresetPressed:
                var stops = state.IsPlaying && state.Preset == done.Text;
                State = state with { Preset = done.Text!, IsPlaying = !stops, Phase = stops ? BoxPhase.Attract : BoxPhase.Playing };
                break;
            case BoxEventKind.Stop:
                State = state with { IsPlaying = false, Phase = BoxPhase.Attract };
                break;
            case BoxEventKind.ModeChosen:
                State = state with { Mode = (PlayMode)done.Number };
                break;
            case BoxEventKind.Steered:
                var turned = new Dictionary<string, double>(state.Turned);
                if (double.IsNaN(done.Value)) turned.Remove(done.Text!);
                else turned[done.Text!] = done.Value;
                State = state with { Turned = turned, InForce = new Dictionary<string, double>(state.InForce) { [done.Text!] = done.Value } };
                break;
        }
    }
}
