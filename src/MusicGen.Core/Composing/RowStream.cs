namespace MusicGen.Core;

/// <summary>
/// What the rows of a model are: reads drawn rows as notes, writes notes as rows, and says which values steering allows next. One subclass for each
/// way of writing music; which one is told by the names of the vocabulary's fields. The same code makes training data and plays. Part of <see cref="Composer"/>.
/// </summary>
/// <remarks>Single-threaded: a stream stands somewhere in a piece. <see cref="Read"/> and <see cref="Mask"/> do not allocate.</remarks>
public abstract class RowStream
{
    private protected RowStream(Vocabulary vocabulary, NoteCodec notes)
    {
        Vocabulary = vocabulary;
        Notes = notes;
    }

    /// <summary>The fields of a row.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>Cells and grid of the notes that rows stand for.</summary>
    public NoteCodec Notes { get; }

    /// <summary>Onset of the note begun or heard last, in ticks; the start of the piece before the first.</summary>
    public long OnsetTicks { get; private protected set; }

    /// <summary>Most notes begun before the first of them can be handed on, or by one row.</summary>
    public virtual int AheadNotes => 0;

    /// <summary>Numbers that <see cref="Save"/> writes.</summary>
    public abstract int StateLength { get; }

    /// <summary>Field that the guard against loops watches.</summary>
    public abstract int GuardField { get; }

    /// <summary>Its values from 0 on that the guard counts; the others go by unseen.</summary>
    public abstract int GuardValues { get; }

    /// <summary>The stream of a model.</summary>
    /// <param name="vocabulary">The model's fields.</param>
    /// <param name="grams">Training music that rows which are notes must not play back, or null.</param>
    /// <exception cref="ArgumentException">The fields are of no kind that this code knows.</exception>
    public static RowStream Of(Vocabulary vocabulary, TrainingGrams? grams = null)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        if (vocabulary.OutputIndex(FieldNames.Event) >= 0) return new EventRows(vocabulary);
        if (vocabulary.OutputIndex(FieldNames.Class) >= 0) return new JointRows(vocabulary);
        if (vocabulary.OutputIndex(FieldNames.PitchClass) >= 0) return new ClassRows(vocabulary);
        if (vocabulary.OutputIndex(FieldNames.DownOf(RollRows.LowestPitch)) >= 0) return new RollRows(vocabulary);
        if (vocabulary.OutputIndex(FieldNames.Step) >= 0) return new StepRows(vocabulary);
        return new NoteRows(vocabulary, grams);
    }

    /// <summary>A new piece.</summary>
    /// <param name="onsetTicks">Where it begins.</param>
    public abstract void Begin(long onsetTicks);

    /// <summary>Copies out where the stream stands.</summary>
    public abstract void Save(Span<long> state);

    /// <summary>Goes back to where it stood.</summary>
    public abstract void Load(ReadOnlySpan<long> state);

    /// <summary>Puts the rules of a steering in force.</summary>
    /// <param name="steering">Checked steering.</param>
    /// <param name="ticksPerSecond">Ticks a second as heard.</param>
    public abstract void Apply(Steering steering, double ticksPerSecond);

    /// <summary>The values of a field that may be drawn, given those of the fields before it.</summary>
    /// <param name="field">Output field about to be drawn.</param>
    /// <param name="chosen">Values drawn so far.</param>
    /// <param name="mayEnd">Whether the piece may end here.</param>
    /// <returns>The mask, empty = all; valid until the next call. Something is always allowed.</returns>
    public abstract ReadOnlySpan<bool> Mask(int field, ReadOnlySpan<int> chosen, bool mayEnd);

    /// <summary>What is to be added to the logits of a field, so that wishes are followed.</summary>
    /// <param name="field">Output field about to be drawn.</param>
    /// <param name="chosen">Values drawn so far.</param>
    /// <returns>(values) the bias, empty = none; valid until the next row.</returns>
    public virtual ReadOnlySpan<float> LogitBias(int field, ReadOnlySpan<int> chosen) => default;

    /// <summary>What an input field says of what was played (<see cref="PitchMemory"/>, <see cref="SoundingMemory"/>, <see cref="MatchMemory"/>); 0 = nothing.</summary>
    /// <param name="contextField">Name of a context field.</param>
    public virtual int MemoryOf(string contextField) => 0;

    /// <summary>What is known of the values of a field about to be drawn (<see cref="Vocabulary.Traits"/>).</summary>
    /// <param name="field">Output field about to be drawn.</param>
    /// <param name="chosen">Values drawn so far.</param>
    /// <returns>(traits of the field, field size) tokens, empty = there are none; valid until the next call.</returns>
    public virtual ReadOnlySpan<byte> TraitsOf(int field, ReadOnlySpan<int> chosen) => default;

    /// <summary>Whether a drawn value ends the piece.</summary>
    public abstract bool IsEnd(int field, int value);

    /// <summary>Whether the guard against loops watches this row.</summary>
    /// <param name="chosen">Values up to the guarded field, at least.</param>
    public virtual bool IsGuarded(ReadOnlySpan<int> chosen) => true;

    /// <summary>Reads a drawn row: notes begin, notes end, time goes on.</summary>
    /// <param name="row">(output fields) values.</param>
    /// <param name="line">Receives the notes.</param>
    public abstract void Read(ReadOnlySpan<int> row, NoteLine line);

    /// <summary>Whether a row begins a note.</summary>
    /// <param name="row">(output fields) values.</param>
    public virtual bool BeginsNote(ReadOnlySpan<int> row) => true;

    /// <summary>The piece is over: open notes end here.</summary>
    public virtual void Finish(NoteLine line)
    {
    }

    /// <summary>Writes a note that was not composed.</summary>
    /// <param name="note">A note in whole cells (<see cref="NoteCodec.Quantise"/>), not before <see cref="OnsetTicks"/>; those of one onset from the lowest on.</param>
    /// <param name="target">Takes its rows.</param>
    public abstract void Write(in Note note, IRowTarget target);

    /// <summary>Writes the end of a piece, where the model knows one.</summary>
    /// <param name="target">Takes the rows.</param>
    /// <returns>Whether the last row is one that says only that the piece ends.</returns>
    public abstract bool WriteEnd(IRowTarget target);

    /// <summary>A field's position, checked.</summary>
    private protected int Require(string name, int size)
    {
        var index = Vocabulary.OutputIndex(name);
        if (index >= 0 && Vocabulary.OutputFields[index].Size == size) return index;
        var found = index < 0 ? "no such field" : $"{Vocabulary.OutputFields[index].Size} values";
        throw new ArgumentException($"Field '{name}' with {size} values expected in the vocabulary, found {found}; export the model again.");
    }

    /// <summary>Position of a field that need not be there, checked; −1.</summary>
    private protected int Find(string name, int size) => Vocabulary.OutputIndex(name) < 0 ? -1 : Require(name, size);
}
