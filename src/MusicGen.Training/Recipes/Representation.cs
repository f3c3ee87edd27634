namespace MusicGen.Training;

/// <summary>
/// How a recipe writes a piece as rows of field values for the recurrent network, and reads them back: the one thing, beside sizes, in which recipes
/// differ. Network, trainer and scores know rows only.
/// </summary>
/// <remarks>Thread-safe.</remarks>
internal abstract class Representation(Vocabulary vocabulary)
{
    /// <summary>The fields of a row.</summary>
    public Vocabulary Vocabulary { get; } = vocabulary;

    /// <summary>What a row is, for tables: a note, an event, a chord.</summary>
    public abstract string RowName { get; }

    /// <summary>Whether each row's bits, the remainder included, say where, how long and how loud notes are: only then are models comparable by note.</summary>
    public virtual bool IsChargedByNote => true;

    /// <summary>The representation of a recipe.</summary>
    public static Representation Of(RecipeOptions recipe) => recipe.Representation switch
    {
        RepresentationNames.Events => new EventRepresentation(),
        RepresentationNames.Steps => new StepRepresentation(recipe.IsVelocityModelled),
        RepresentationNames.Classes => new ClassRepresentation(),
        RepresentationNames.Joint => new JointRepresentation(recipe.JointClasses),
        _ => new NoteRepresentation(NoteCodec.CreateVocabulary(recipe.TimeBase, recipe.Instruments, recipe.Controls, recipe.KeyControl, recipe.CollectionControl, recipe.PitchMemory)),
    };

    /// <summary>Rows of a reading of a piece.</summary>
    public abstract EncodedPiece Encode(Piece piece, Reading reading, int collection = 0);

    /// <summary>Bits that a value leaves open, measured at 10 ms (or 1/24 quarter) and 32 levels of velocity.</summary>
    public virtual double RemainderBits(int field, int value) => 0;

    /// <summary>For a field that is predicted as a number instead of a choice: the number a value stands for.</summary>
    public virtual double NumberOf(int field, int value) => value;

    /// <summary>For a field that is predicted as a number: what 1 and 0 of the network's output stand for, so that errors of all fields are of one size.</summary>
    public virtual (double Scale, double Offset) OutputScale(int field) => (1, 0);

    /// <summary>The value nearest to a predicted number.</summary>
    public virtual int ValueOf(int field, double number) => (int)Math.Clamp(Math.Round(number), 0, Vocabulary.OutputFields[field].Size - 1);

    /// <summary>Notes of drawn rows, in ticks of a millisecond, or of 120 quarters a minute where the time base is metric.</summary>
    /// <param name="rows">(rows, F) values.</param>
    public abstract IReadOnlyList<Note> Decode(IReadOnlyList<int[]> rows);

    /// <summary>Whether a drawn row ends the piece.</summary>
    public virtual bool IsEnd(ReadOnlySpan<int> row) => false;

    /// <summary>A piece transposed, stretched and shifted as a reading says.</summary>
    protected static Piece Vary(Piece piece, Reading reading) => PieceEncoder.Vary(piece, reading);
}
