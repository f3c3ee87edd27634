namespace MusicGen.Edge.Tests;

/// <summary>A model that wants the same thing whatever happens: one note every half second, 0.2 s long, going round in fifths.</summary>
internal sealed class ScriptedModel : INoteModel
{
    private static readonly TimeGrid Grid = TimeGrid.Performed;

    private readonly float[][] _logits;
    private int _step;

    /// <param name="vocabulary">That of the package in whose place it plays, or null for the plain one.</param>
    public ScriptedModel(Vocabulary? vocabulary = null)
    {
        Vocabulary = vocabulary ?? NoteCodec.CreateVocabulary(TimeBase.Performed);
        _logits = [.. Vocabulary.OutputFields.Select(f => new float[f.Size])];
    }

    public Vocabulary Vocabulary { get; }

    public int StateLength => 1;

    public bool IsDisposed { get; private set; }

    /// <summary>Onset of note 0, 1, 2 … in seconds.</summary>
    public static double OnsetSeconds(int note) => 0.5 * (note + 1);

    /// <summary>Pitch of note 0, 1, 2 …</summary>
    public static int PitchOf(int note) => 60 + 7 * note % 12;

    public void Reset() => _step = 0;

    public void Forward(ReadOnlySpan<int> inputs) => _step++;

    public ReadOnlySpan<float> Logits(int field, ReadOnlySpan<int> chosen, ReadOnlySpan<byte> traits = default)
    {
        var value = Vocabulary.OutputFields[field].Name switch
        {
            FieldNames.Shift => Grid.BinOf(50),
            FieldNames.Pitch => PitchOf(_step - 1),
            FieldNames.Duration => Grid.BinOf(20),
            _ => VelocityBins.BinOf(110),
        };
        _logits[field].AsSpan().Clear();
        _logits[field][value] = 100;
        return _logits[field];
    }

    public void SaveState(Span<float> state) => state[0] = _step;

    public void LoadState(ReadOnlySpan<float> state) => _step = (int)state[0];

    public void Dispose() => IsDisposed = true;
}
