using System.Diagnostics;

namespace MusicGen.Edge;

/// <summary>The running box as its page sees it: the one place where the page meets conductor, player, recordings and keyboards.</summary>
internal sealed class RunningPageBox : IPageBox, IDisposable
{
    private readonly RunningBox _box;
    private readonly PlayedForPage _played = new();
    private readonly VirtualMidiPort _keys;
    private readonly long _start = Stopwatch.GetTimestamp();
    private IReadOnlyList<Fault>? _board;
    private IReadOnlyList<Fault> _faults = [];

    /// <summary>Plugs the page's keyboard in and begins to listen.</summary>
    public RunningPageBox(RunningBox box)
    {
        _box = box;
        _keys = box.VirtualPorts.Plug("keys of the page", BoxEventSource.Page);
        box.Copies.Add(_played);
    }

    /// <inheritdoc/>
    public BoxState State => _box.Conductor.State;

    /// <inheritdoc/>
    public int SampleRateHz => _box.Player.SampleRate;

    /// <inheritdoc/>
    public long PlayedFrames => _box.Player.PlayedFrames;

    /// <inheritdoc/>
    public IReadOnlyList<Preset> Presets => _box.Presets.Presets;

    /// <inheritdoc/>
    public IReadOnlyList<DecidedNote> Decided => _box.Decided.Snapshot;

    /// <inheritdoc/>
    public IReadOnlyList<Fault> Faults
    {
        get
        {
            var board = _box.Faults.Snapshot;
            if (ReferenceEquals(board, _board)) return _faults;
            var faults = new List<Fault>(_box.LivedWith.Select((sentence, i) => new Fault($"start.{i}", sentence, "")));
            faults.AddRange(board);
            // Two threads may do this at once; both come to the same.
            _faults = faults;
            _board = board;
            return faults;
        }
    }

    /// <inheritdoc/>
    public LogTail Log => _box.Log;

    /// <inheritdoc/>
    public ControllerBindings Controllers => _box.Controllers;

    /// <inheritdoc/>
    public SoundTap Sound => _box.Audio.Tap;

    /// <inheritdoc/>
    public PageHealth ReadHealth()
    {
        var counters = _box.Player.Counters;
        var preset = State.Preset;
        var device = _box.Audio.DeviceName;
        return new PageHealth
        {
            UptimeSeconds = Stopwatch.GetElapsedTime(_start).TotalSeconds,
            Model = _box.Presets.ModelDescriptionOf(preset).Replace("model ", "", StringComparison.Ordinal),
            Provider = _box.Presets.RunnerOf(preset),
            Output = device ?? "no audio device",
            IsOnDevice = device is not null,
            PlayedCount = counters.Played,
            LateCount = counters.Late,
            DroppedCount = counters.Dropped,
            UnderrunCount = _box.Audio.UnderrunCount,
            MemoryBytes = Environment.WorkingSet,
            TemperaturesCelsius = MachineHealth.ReadTemperatures(_box.Surroundings.SystemRoot),
            NoteMilliseconds = _box.NoteTimes.Snapshot(),
            Periods = PeriodLoad.Of(_box.Audio.PeriodTimes.Snapshot(), AudioFormat.From(_box.Options)),
            Keyboards = RawMidiPorts.Describe(_box.Surroundings.SystemRoot),
        };
    }

    /// <inheritdoc/>
    public IReadOnlyList<(string Name, ModelPackage? Package, string? Refusal)> ListModels() =>
        new ModelCatalog(Places.Models(null, _box.Options, _box.Surroundings)).List();

    /// <inheritdoc/>
    public IReadOnlyList<Recording> ListRecordings() => _box.Copies.Library.List();

    /// <inheritdoc/>
    public byte[]? ReadRecording(string name)
    {
        using var stream = _box.Copies.Library.Open(name);
        if (stream is null) return null;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <inheritdoc/>
    public bool TryPost(in BoxEvent boxEvent) => _box.Inbox.TryPost(boxEvent);

    /// <inheritdoc/>
    public void Play(ReadOnlySpan<byte> midi) => _keys.Send(midi);

    /// <inheritdoc/>
    public bool TryTakePlayed(out NoteEvent played) => _played.TryTake(out played);

    /// <inheritdoc/>
    public void Dispose() => _keys.Dispose();
}
