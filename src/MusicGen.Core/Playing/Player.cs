namespace MusicGen.Core;

/// <summary>
/// Plays events when their frame comes and is the only clock of the playing path: whoever asks for frames moves time.
/// Stands between the note queues and the audio output; the one owner of sounding notes.
/// </summary>
/// <remarks>
/// Audio thread: no allocation, locks, I/O or logging. Other threads may set <see cref="Volume"/>, call
/// <see cref="Panic"/> and <see cref="DropGenerationsBefore"/>, and read clock and counters. Sound comes one block after its
/// frame, because the limiter looks ahead.
/// </remarks>
public sealed class Player
{
    /// <summary>Frames rendered at once; events take effect at the start of their block.</summary>
    public const int BlockFrames = 64;

    private readonly ISynthesizer _synthesizer;
    private readonly NoteEventQueue _queue;
    private readonly NoteEventQueue? _liveQueue;
    private readonly PendingEvents _pending;
    private readonly SoundingNotes _sounding;
    private readonly Limiter _limiter;
    private readonly long _maxNoteFrames;
    private readonly float[] _left = new float[BlockFrames];
    private readonly float[] _right = new float[BlockFrames];
    private int _ready;
    private long _blockFrame, _playedFrames;
    private float _volume, _heardVolume;
    private int _panicCount, _panicsDone, _minimumGeneration, _generationDone;
    private long _played, _late, _dropped, _stolen, _tooLong, _unrecorded;

    /// <summary>Makes a player at frame 0.</summary>
    /// <param name="synthesizer">Makes the sound; from now on used by this player alone.</param>
    /// <param name="queue">Events of the scheduler; this player is its only reader.</param>
    /// <param name="options">Limits and sizes.</param>
    /// <param name="liveQueue">Events to play at once, whatever their frame: keys under a hand.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public Player(ISynthesizer synthesizer, NoteEventQueue queue, PlayerOptions options, NoteEventQueue? liveQueue = null)
    {
        _synthesizer = synthesizer ?? throw new ArgumentNullException(nameof(synthesizer));
        _queue = queue ?? throw new ArgumentNullException(nameof(queue));
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        _liveQueue = liveQueue;
        SampleRate = options.SampleRate;
        _pending = new PendingEvents(options.PendingEvents);
        _sounding = new SoundingNotes(options.MaxSounding);
        _limiter = new Limiter(BlockFrames, (float)options.Ceiling, options.SampleRate);
        _maxNoteFrames = (long)(options.MaxNoteSeconds * options.SampleRate);
        _volume = _heardVolume = (float)options.Volume;
        PlayedEvents = new NoteEventQueue(options.PlayedEvents);
    }

    /// <summary>Frames a second.</summary>
    public int SampleRate { get; }

    /// <summary>The clock: frames handed out so far. Any thread.</summary>
    public long PlayedFrames => Volatile.Read(ref _playedFrames);

    /// <summary>The first frame that is not rendered yet, at most a block after the clock: what should sound sooner is late. Any thread.</summary>
    public long RenderedFrames => Volatile.Read(ref _blockFrame);

    /// <summary>Copies of what was played, with the frame it was played at, for one reader: recorder, page, MIDI out. Never waited for.</summary>
    public NoteEventQueue PlayedEvents { get; }

    /// <summary>Notes sounding now. Any thread.</summary>
    public int SoundingCount => _sounding.Count;

    /// <summary>What was counted so far. Any thread.</summary>
    public PlayerCounters Counters => new(
        Volatile.Read(ref _played), Volatile.Read(ref _late), Volatile.Read(ref _dropped), Volatile.Read(ref _stolen),
        Volatile.Read(ref _tooLong), _limiter.LimitedBlockCount, _limiter.BrokenSampleCount, Volatile.Read(ref _unrecorded));

    /// <summary>Volume 0–4, reached within some 0.1 s without a click; clamped. Any thread.</summary>
    public double Volume
    {
        get => Volatile.Read(ref _volume);
        set => Volatile.Write(ref _volume, double.IsNaN(value) ? 0 : (float)Math.Clamp(value, 0, 4));
    }

    /// <summary>Ends all notes of all owners and forgets all that waits, at the next block. Any thread.</summary>
    public void Panic() => Interlocked.Increment(ref _panicCount);

    /// <summary>
    /// Ends all notes of generations before one and forgets those that wait or still come, at the next block: somebody has
    /// touched a key. What is played live stays. Any thread.
    /// </summary>
    /// <param name="generation">First generation that is still played; a lower one than before has no effect.</param>
    public void DropGenerationsBefore(int generation)
    {
        int before;
        while ((before = Volatile.Read(ref _minimumGeneration)) < generation)
            if (Interlocked.CompareExchange(ref _minimumGeneration, generation, before) == before) return;
    }

    /// <summary>The next frames of sound.</summary>
    /// <param name="left">Receives the left samples; any length.</param>
    /// <param name="right">Receives the right samples; what is longer than the other stays untouched.</param>
    public void Render(Span<float> left, Span<float> right)
    {
        var count = Math.Min(left.Length, right.Length);
        for (var at = 0; at < count;)
        {
            if (_ready == 0)
            {
                RenderBlock();
                _ready = BlockFrames;
            }

            var part = Math.Min(_ready, count - at);
            _left.AsSpan(BlockFrames - _ready, part).CopyTo(left[at..]);
            _right.AsSpan(BlockFrames - _ready, part).CopyTo(right[at..]);
            _ready -= part;
            at += part;
        }

        Volatile.Write(ref _playedFrames, _playedFrames + count);
    }

    private void RenderBlock()
    {
        Obey();
        var end = _blockFrame + BlockFrames;
        Receive(_queue, isLive: false);
        if (_liveQueue is not null) Receive(_liveQueue, isLive: true);
        while (_pending.TryTake(end, out var due)) Play(due);
        for (var slot = _sounding.Count - 1; slot >= 0; slot--)
        {
            if (_sounding[slot].EndFrame >= end) continue;
            End(slot, _blockFrame);
            _tooLong++;
        }

        _synthesizer.Render(_left, _right);
        ApplyVolume();
        _limiter.Process(_left, _right);
        Volatile.Write(ref _blockFrame, end);
    }

    // What other threads have asked for since the last block.
    private void Obey()
    {
        var panics = Volatile.Read(ref _panicCount);
        if (panics != _panicsDone)
        {
            _panicsDone = panics;
            _dropped += _pending.Clear();
            for (var slot = _sounding.Count - 1; slot >= 0; slot--) End(slot, _blockFrame);
            _synthesizer.ReleaseAll();
        }

        var minimum = Volatile.Read(ref _minimumGeneration);
        if (minimum == _generationDone) return;
        _generationDone = minimum;
        _dropped += _pending.DropGenerations(minimum);
        for (var slot = _sounding.Count - 1; slot >= 0; slot--)
            if (_sounding[slot].Generation < minimum) End(slot, _blockFrame);
    }

    private void Receive(NoteEventQueue queue, bool isLive)
    {
        // Where no room is left the rest waits in the queue: nothing is lost, and no note-off comes before its note-on.
        while (!_pending.IsFull && queue.TryDequeue(out var received))
        {
            if (received.Kind == NoteEventKind.DropBefore)
                _dropped += _pending.DropFrom(received.Frame, received.OwnerId, received.Generation);
            else if (received.Kind == NoteEventKind.ReleaseOwner)
                ReleaseOwner(received.OwnerId);
            else if (received.Generation >= _generationDone)
                _pending.Add(isLive ? received with { Frame = _blockFrame } : received);
            else if (received.Kind == NoteEventKind.NoteOn)
                _dropped++;
        }
    }

    private void ReleaseOwner(int ownerId)
    {
        _dropped += _pending.DropOwner(ownerId);
        for (var slot = _sounding.Count - 1; slot >= 0; slot--)
            if (_sounding[slot].OwnerId == ownerId) End(slot, _blockFrame);
    }

    private void Play(in NoteEvent due)
    {
        var channel = due.Channel & 15;
        var frame = Math.Max(due.Frame, _blockFrame);
        switch (due.Kind)
        {
            case NoteEventKind.NoteOn when due.Data2 > 0:
                Begin(due, frame);
                return;
            case NoteEventKind.NoteOn or NoteEventKind.NoteOff:
                var slot = _sounding.SlotOf(channel, due.Data1 & 127);
                if (slot >= 0 && _sounding[slot].OwnerId == due.OwnerId && _sounding[slot].Generation == due.Generation) End(slot, frame);
                return;
            case NoteEventKind.ControlChange:
                _synthesizer.ControlChange(channel, due.Data1 & 127, due.Data2 & 127);
                break;
            case NoteEventKind.ProgramChange:
                _synthesizer.ProgramChange(channel, due.Data1 & 127);
                break;
            case NoteEventKind.PitchBend:
                _synthesizer.PitchBend(channel, (due.Data2 & 127) << 7 | (due.Data1 & 127));
                break;
            default:
                return;
        }

        Record(due with { Frame = frame });
    }

    private void Begin(in NoteEvent due, long frame)
    {
        int channel = due.Channel & 15, pitch = due.Data1 & 127;
        var slot = _sounding.SlotOf(channel, pitch);
        if (slot >= 0) End(slot, frame);
        if (_sounding.IsFull)
        {
            End(_sounding.OldestSlot(), frame);
            _stolen++;
        }

        if (due.Frame < _blockFrame) _late++;
        _synthesizer.NoteOn(channel, pitch, due.Data2 & 127);
        _sounding.Add(new SoundingNote((channel << 7) | pitch, due.OwnerId, due.Generation, frame, frame + _maxNoteFrames));
        _played++;
        Record(due with { Frame = frame });
    }

    private void End(int slot, long frame)
    {
        var note = _sounding[slot];
        _synthesizer.NoteOff(note.Channel, note.Pitch);
        _sounding.RemoveAt(slot);
        Record(new NoteEvent(frame, NoteEventKind.NoteOff, (byte)note.Channel, (byte)note.Pitch, 0, note.OwnerId, note.Generation));
    }

    private void Record(in NoteEvent played)
    {
        if (!PlayedEvents.TryEnqueue(played)) _unrecorded++;
    }

    private void ApplyVolume()
    {
        var asked = Volatile.Read(ref _volume);
        var start = _heardVolume;
        var end = start + (asked - start) * 0.05f;
        if (Math.Abs(end - asked) < 1e-4f) end = asked;
        _heardVolume = end;
        if (start == 1 && end == 1) return;
        var step = (end - start) / BlockFrames;
        for (var i = 0; i < BlockFrames; i++)
        {
            var volume = start + step * (i + 1);
            _left[i] *= volume;
            _right[i] *= volume;
        }
    }
}
