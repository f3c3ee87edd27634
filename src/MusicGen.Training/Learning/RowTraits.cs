namespace MusicGen.Training;

/// <summary>What is known of every value of a piece's rows before they are drawn (<see cref="Vocabulary.Traits"/>), row by row as the composer would be told it.</summary>
/// <remarks>Single-threaded. Rows are cheap one after the other; going back begins the piece anew.</remarks>
internal sealed class RowTraits
{
    private readonly Vocabulary _vocabulary;
    private readonly NoteCodec? _codec;
    private readonly KeyboardMemory? _keyboard;
    private readonly byte[] _tokens;
    private readonly int[] _offsets;
    private IReadOnlyList<Note>? _notes;
    private int _added;

    public RowTraits(Vocabulary vocabulary)
    {
        _vocabulary = vocabulary;
        _offsets = new int[vocabulary.OutputFields.Count + 1];
        for (var f = 0; f + 1 < _offsets.Length; f++) _offsets[f + 1] = _offsets[f] + vocabulary.TraitTokens(f);
        _tokens = new byte[_offsets[^1]];
        if (_tokens.Length == 0) return;
        _codec = new NoteCodec(vocabulary);
        _keyboard = new KeyboardMemory(vocabulary.TimeBase);
    }

    /// <summary>(fields) each field's traits · values of the row read last, field after field; empty = there are no traits.</summary>
    public ReadOnlySpan<byte> All => _tokens;

    /// <summary>(traits of the field, field size) of the row read last; empty = it has none.</summary>
    public ReadOnlySpan<byte> Of(int field) => _tokens.AsSpan(_offsets[field].._offsets[field + 1]);

    /// <summary>Reads a row.</summary>
    /// <param name="notes">The notes of the piece in whole cells; the same list while it is read.</param>
    /// <param name="row">Index of the note that is to be drawn; their number = the end of the piece.</param>
    public void Read(IReadOnlyList<Note> notes, int row)
    {
        if (_keyboard is null) return;
        if (_notes != notes || row < _added)
        {
            _keyboard.Begin();
            _notes = notes;
            _added = 0;
        }

        for (; _added < row; _added++)
        {
            var note = notes[_added];
            if (!note.IsDrum) _keyboard.Add(note.Pitch, CellsOf(note.OnsetTicks), CellsOf(note.DurationTicks), VelocityBins.BinOf(note.Velocity));
        }

        long last = row > 0 ? CellsOf(notes[row - 1].OnsetTicks) : 0, onset = row < notes.Count ? CellsOf(notes[row].OnsetTicks) : last;
        var pitch = row < notes.Count && !notes[row].IsDrum ? notes[row].Pitch : -1;
        for (var f = 0; f + 1 < _offsets.Length; f++)
            if (_offsets[f + 1] > _offsets[f]) _keyboard.Tell(_vocabulary.OutputFields[f].Name, f == _codec!.ShiftField ? last : onset, pitch, _tokens.AsSpan(_offsets[f].._offsets[f + 1]));
    }

    private long CellsOf(long ticks) => ticks / _codec!.CellTicks;
}
