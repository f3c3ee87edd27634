namespace MusicGen.Training;

/// <summary>
/// How a recipe writes a piece as rows of field values for the recurrent network, and reads them back: the one thing, beside sizes, in which recipes
/// differ. Network, trainer and scores know rows only; the rows themselves are those of <see cref="RowStream"/>, which also plays them.
/// </summary>
/// <remarks>Thread-safe.</remarks>
internal class Representation(Vocabulary vocabulary)
{
    /// <summary>The fields of a row.</summary>
    public Vocabulary Vocabulary { get; } = vocabulary;

    /// <summary>What a row is, for tables: a note, an event, a chord.</summary>
    public virtual string RowName => "note";

    /// <summary>Whether each row's bits, the remainder included, say where, how long and how loud notes are: only then are models comparable by note.</summary>
    public virtual bool IsChargedByNote => true;

    /// <summary>What bits are counted by: a note, or a row of its own kind.</summary>
    public string Unit => IsChargedByNote ? "note" : "row";

    /// <summary>Whether notes of drums are left out.</summary>
    public virtual bool IsWithoutDrums => false;

    /// <summary>The representation of a recipe.</summary>
    public static Representation Of(RecipeOptions recipe) => Of(recipe.Representation switch
    {
        RepresentationNames.Events => RowVocabularies.Events(),
        RepresentationNames.Steps => RowVocabularies.Steps(recipe.IsVelocityModelled || recipe.IsMended, recipe.IsMended),
        RepresentationNames.Classes => RowVocabularies.Classes(recipe.IsMended),
        RepresentationNames.Roll => RowVocabularies.Roll(recipe.IsMended),
        RepresentationNames.Joint => RowVocabularies.Joint(recipe.JointClasses.Split('|'), recipe.IsMended),
        _ => NoteCodec.CreateVocabulary(recipe.TimeBase, recipe.Instruments, recipe.Controls, recipe.KeyControl, recipe.CollectionControl, recipe.PitchMemory, recipe.SoundingMemory, recipe.MatchMemory, recipe.KeyboardMemory),
    });

    /// <summary>The representation that a vocabulary belongs to.</summary>
    public static Representation Of(Vocabulary vocabulary) => vocabulary.OutputFields switch
    {
        [{ Name: FieldNames.Event }] => new EventRepresentation(vocabulary),
        [{ Name: FieldNames.Class }] => new JointRepresentation(vocabulary),
        _ when vocabulary.OutputIndex(FieldNames.DownOf(RollSet.LowestPitch)) >= 0 => new RollRepresentation(vocabulary),
        _ when vocabulary.OutputIndex(FieldNames.Step) >= 0 => new StepRepresentation(vocabulary),
        _ when vocabulary.OutputIndex(FieldNames.PitchClass) >= 0 => new ClassRepresentation(vocabulary),
        _ => new NoteRepresentation(vocabulary),
    };

    /// <summary>Rows of a reading of a piece.</summary>
    public virtual EncodedPiece Encode(Piece piece, Reading reading, int collection = 0)
    {
        var stream = RowStream.Of(Vocabulary);
        var target = new RowList(Vocabulary.OutputFields.Count);
        stream.Begin(0);
        foreach (var note in Quantise(stream.Notes, PieceEncoder.Vary(piece, reading))) stream.Write(note, target);
        var hasEnd = stream.WriteEnd(target);
        var rows = target.ToArray();
        return new EncodedPiece(rows, [], target.Count) { HasEndRow = hasEnd, NoteRows = NoteRowsOf(stream, rows, target.Count) };
    }

    /// <summary>Bits that a value leaves open, measured at 10 ms (or 1/24 quarter) and 32 levels of velocity.</summary>
    public virtual double RemainderBits(int field, int value) => 0;

    /// <summary>Bits that a value of a piece's row leaves open, given the rows before it.</summary>
    public virtual double RemainderBits(EncodedPiece piece, int row, int field) => RemainderBits(field, piece.Rows[row * Vocabulary.OutputFields.Count + field]);

    /// <summary>For a field that is predicted as a number instead of a choice: the number a value stands for.</summary>
    public virtual double NumberOf(int field, int value) => value;

    /// <summary>For a field that is predicted as a number: what 1 and 0 of the network's output stand for, so that errors of all fields are of one size.</summary>
    public virtual (double Scale, double Offset) OutputScale(int field) => (1, 0);

    /// <summary>The value nearest to a predicted number.</summary>
    public virtual int ValueOf(int field, double number) => (int)Math.Clamp(Math.Round(number), 0, Vocabulary.OutputFields[field].Size - 1);

    /// <summary>Notes of drawn rows, in ticks of a millisecond, or of <see cref="MusicalTime.Ppqn"/> where the time base is metric.</summary>
    /// <param name="rows">(rows, F) values.</param>
    public IReadOnlyList<Note> Decode(IReadOnlyList<int[]> rows)
    {
        var stream = RowStream.Of(Vocabulary);
        var line = new NoteLine(Math.Max(1024, 2 * stream.AheadNotes));
        var notes = new List<Note>();
        stream.Begin(0);
        foreach (var row in rows)
        {
            stream.Read(row, line);
            while (line.HasNext) notes.Add(line.Take());
        }

        stream.Finish(line);
        while (line.HasNext) notes.Add(line.Take());
        return notes;
    }

    /// <summary>Whether a drawn row ends the piece.</summary>
    public bool IsEnd(ReadOnlySpan<int> row) => RowStream.Of(Vocabulary).IsEnd(0, row[0]);

    /// <summary>Notes in whole cells, as rows are made of.</summary>
    protected IReadOnlyList<Note> Quantise(NoteCodec codec, Piece piece) => codec.Quantise(IsWithoutDrums && piece.Notes.Any(note => note.IsDrum)
        ? new Piece(piece.Name, piece.Notes.Where(note => !note.IsDrum), piece.Tempo, piece.Metres)
        : piece);

    /// <summary>(rows) which rows begin notes; null: all but the end row do, or a row is what is counted.</summary>
    protected virtual bool[]? NoteRowsOf(RowStream stream, int[] rows, int count) => null;

    /// <summary>Rows written one after the other.</summary>
    private sealed class RowList(int width) : IRowTarget
    {
        private readonly List<int> _values = [];

        public int Count => _values.Count / width;

        public void Append(ReadOnlySpan<int> row) => _values.AddRange(row);

        public void Amend(ReadOnlySpan<int> row)
        {
            _values.RemoveRange(_values.Count - width, width);
            Append(row);
        }

        public int[] ToArray() => [.. _values];
    }
}
