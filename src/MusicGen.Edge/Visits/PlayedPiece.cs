namespace MusicGen.Edge;

/// <summary>Gathers what was played, by the box and by hand, into a piece: what a visit leaves behind as a MIDI file.</summary>
internal sealed class PlayedPiece(int sampleRate) : IPlayedListener
{
    private readonly List<Note> _notes = [];
    private readonly Dictionary<int, int> _sounding = [];
    private readonly byte[] _programs = new byte[16];

    /// <inheritdoc/>
    public void Hear(in NoteEvent played)
    {
        var channel = (byte)(played.Channel & 15);
        var key = channel << 7 | played.Data1;
        switch (played.Kind)
        {
            case NoteEventKind.ProgramChange:
                _programs[channel] = played.Data1;
                break;
            case NoteEventKind.NoteOn:
                _sounding[key] = _notes.Count;
                _notes.Add(new Note(TicksOf(played.Frame), 1, played.Data1, played.Data2, channel, _programs[channel]));
                break;
            case NoteEventKind.NoteOff when _sounding.Remove(key, out var at):
                _notes[at] = _notes[at] with { DurationTicks = Math.Max(1, TicksOf(played.Frame) - _notes[at].OnsetTicks) };
                break;
        }
    }

    /// <inheritdoc/>
    public void Turn(long frame)
    {
    }

    /// <summary>What was gathered, in milliseconds as heard; notes that still sound end with it.</summary>
    /// <param name="name">Title.</param>
    /// <param name="endFrame">The end.</param>
    public Piece ToPiece(string name, long endFrame)
    {
        foreach (var at in _sounding.Values)
            _notes[at] = _notes[at] with { DurationTicks = Math.Max(1, TicksOf(endFrame) - _notes[at].OnsetTicks) };
        _notes.Sort();
        return new Piece(name, _notes, PieceTempo.Performed, [new MetreChange(0, 4, 4)]);
    }

    private long TicksOf(long frame) => (long)Math.Round(frame * 1000.0 / sampleRate, MidpointRounding.AwayFromZero);
}
