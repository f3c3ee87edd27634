namespace MusicGen.Core;

/// <summary>Where a composer stood before a note; with the model's state, all that it takes to compose that note again.</summary>
internal struct ComposerPoint
{
    public long NoteIndex;
    public long PieceOnsetTicks;
    public long LastOnsetTicks;
    public int PieceNoteCount;
    public long DrawnEnd;
    public bool IsEnded;
    public RandomState Random;
    public LoopGuardState Guard;
}

/// <summary>The last points of a composer, in a ring: what <see cref="Composer.RewindTo"/> goes back to.</summary>
/// <remarks>Single-threaded. No member allocates after construction.</remarks>
internal sealed class ComposerHistory
{
    private readonly int _capacity, _stateLength, _fieldCount, _streamLength;
    private readonly ComposerPoint[] _points;
    private readonly float[] _states;  // (capacity, stateLength)
    private readonly int[] _values;    // (capacity, fieldCount)
    private readonly long[] _streams;  // (capacity, streamLength)

    public ComposerHistory(int capacity, int stateLength, int fieldCount, int streamLength)
    {
        _capacity = capacity;
        (_stateLength, _fieldCount, _streamLength) = (stateLength, fieldCount, streamLength);
        _points = new ComposerPoint[capacity];
        _states = new float[(long)capacity * stateLength];
        _values = new int[capacity * fieldCount];
        _streams = new long[capacity * streamLength];
        for (var i = 0; i < _points.Length; i++) _points[i].NoteIndex = -1;
    }

    /// <summary>Whether a note can be gone back to.</summary>
    public bool Has(long noteIndex) => noteIndex >= 0 && _points[Slot(noteIndex)].NoteIndex == noteIndex;

    /// <summary>The point before a note; to be filled in, with the spans below, when it is new.</summary>
    public ref ComposerPoint Point(long noteIndex) => ref _points[Slot(noteIndex)];

    /// <summary>The model's state there.</summary>
    public Span<float> State(long noteIndex) => _states.AsSpan(Slot(noteIndex) * _stateLength, _stateLength);

    /// <summary>The values of the row before.</summary>
    public Span<int> Values(long noteIndex) => _values.AsSpan(Slot(noteIndex) * _fieldCount, _fieldCount);

    /// <summary>Where the stream of rows stands there.</summary>
    public Span<long> Stream(long noteIndex) => _streams.AsSpan(Slot(noteIndex) * _streamLength, _streamLength);

    /// <summary>Forgets a point that no longer leads to its note.</summary>
    public void Forget(long noteIndex)
    {
        if (Has(noteIndex)) _points[Slot(noteIndex)].NoteIndex = -1;
    }

    private int Slot(long noteIndex) => (int)(noteIndex % _capacity);
}
