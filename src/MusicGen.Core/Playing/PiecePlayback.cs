namespace MusicGen.Core;

/// <summary>Plays a finished piece through a <see cref="Player"/>: how music that is already written becomes sound, faster than real time.</summary>
/// <remarks>Single-threaded.</remarks>
public sealed class PiecePlayback
{
    private const int QueueEvents = 4096;

    private readonly Player _player;
    private readonly NoteEventQueue _queue = new(QueueEvents);
    private readonly List<NoteEvent> _events = [];
    private int _next;

    /// <summary>Makes a playback that begins at the first tick of the piece.</summary>
    /// <param name="piece">What to play.</param>
    /// <param name="synthesizer">Makes the sound; from now on used by this playback alone.</param>
    /// <param name="options">Limits and sample rate.</param>
    /// <param name="tailSeconds">Time in which the last notes ring out, 0–60 seconds.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public PiecePlayback(Piece piece, ISynthesizer synthesizer, PlayerOptions options, double tailSeconds = 2)
    {
        ArgumentNullException.ThrowIfNull(piece);
        ArgumentOutOfRangeException.ThrowIfLessThan(tailSeconds, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(tailSeconds, 60);
        _player = new Player(synthesizer, _queue, options);
        AddEvents(piece);
        FrameCount = FrameAt(piece, piece.EndTicks) + (long)(tailSeconds * options.SampleRate);
    }

    /// <summary>Frames of the whole, tail included.</summary>
    public long FrameCount { get; }

    /// <summary>Frames played so far.</summary>
    public long PlayedFrames => _player.PlayedFrames;

    /// <summary>The next frames of sound, silence after the end.</summary>
    /// <param name="left">Receives the left samples; any length.</param>
    /// <param name="right">Receives the right samples, as many.</param>
    public void Render(Span<float> left, Span<float> right)
    {
        // Events are handed on a queue's length ahead; a block of frames at a time never needs more.
        for (var at = 0; at < left.Length;)
        {
            while (_next < _events.Count && _queue.TryEnqueue(_events[_next])) _next++;
            var part = Math.Min(Player.BlockFrames, left.Length - at);
            _player.Render(left.Slice(at, part), right.Slice(at, part));
            at += part;
        }
    }

    private long FrameAt(Piece piece, long ticks) => (long)Math.Round(piece.Tempo.SecondsAt(ticks) * _player.SampleRate);

    private void AddEvents(Piece piece)
    {
        var programs = new int[16];
        Array.Fill(programs, -1);
        foreach (var note in piece.Notes)
        {
            long onset = FrameAt(piece, note.OnsetTicks), end = Math.Max(onset + 1, FrameAt(piece, note.EndTicks));
            if (programs[note.Channel & 15] != note.Program)
                _events.Add(EventOf(onset, NoteEventKind.ProgramChange, note, note.Program));
            programs[note.Channel & 15] = note.Program;
            _events.Add(EventOf(onset, NoteEventKind.NoteOn, note, note.Pitch));
            _events.Add(EventOf(end, NoteEventKind.NoteOff, note, note.Pitch));
        }

        // At one frame a note ends before the next of its pitch begins, and a program is chosen before both.
        var ordered = _events.OrderBy(e => e.Frame).ThenBy(e => e.Kind switch { NoteEventKind.NoteOff => 0, NoteEventKind.ProgramChange => 1, _ => 2 }).ToList();
        _events.Clear();
        _events.AddRange(ordered);
    }

    private static NoteEvent EventOf(long frame, NoteEventKind kind, Note note, byte value) =>
        new(frame, kind, note.Channel, value, kind == NoteEventKind.NoteOn ? note.Velocity : (byte)0, NoteEvent.ComposerOwner, 0);
}
