namespace MusicGen.Core;

/// <summary>What a <see cref="Composer"/> is made with, beside the model and the random numbers.</summary>
public sealed record ComposerOptions
{
    private const string Where = "a composer";

    /// <summary>How each field is drawn.</summary>
    /// <value>null: the whole distribution as trained.</value>
    public SamplingOptions? Sampling { get; init; }

    /// <summary>Steering at the start.</summary>
    /// <value><see cref="Steering.None"/>.</value>
    public Steering Steering { get; init; } = Steering.None;

    /// <summary>General MIDI program 0–127 of the notes of a model without instruments.</summary>
    /// <value>0: grand piano.</value>
    public byte Program { get; init; }

    /// <summary>General MIDI program 0–127 of each of the 16 families, for a model with instruments; empty = as the notes have it.</summary>
    /// <value>none.</value>
    public IReadOnlyList<int> FamilyPrograms { get; init; } = [];

    /// <summary>MIDI channel 0–15 of the notes of a model without instruments.</summary>
    /// <value>0.</value>
    public byte Channel { get; init; }

    /// <summary>Tempo of a model with the metric time base, 4–1000 quarters a minute; performed music has its own time.</summary>
    /// <value>120.</value>
    public double Bpm { get; init; } = 120;

    /// <summary>Beats of a bar, 1–255; used by a model with the metric time base.</summary>
    /// <value>4.</value>
    public byte MetreNumerator { get; init; } = 4;

    /// <summary>Note value of a beat, 1–128; used by a model with the metric time base.</summary>
    /// <value>4.</value>
    public byte MetreDenominator { get; init; } = 4;

    /// <summary>No piece ends before so many notes, ≥ 0.</summary>
    /// <value>32.</value>
    public int MinimumPieceNotes { get; init; } = 32;

    /// <summary>Every piece ends after so many notes; 0 = where the model ends it.</summary>
    /// <value>0.</value>
    public int MaximumPieceNotes { get; init; }

    /// <summary>Whether a composer that goes round in circles is helped out of it.</summary>
    /// <value>true.</value>
    public bool IsLoopGuarded { get; init; } = true;

    /// <summary>The training music that a note model must not play back; null = it may.</summary>
    /// <value>null.</value>
    public TrainingGrams? Grams { get; init; }

    /// <summary>Notes that can be taken back, 1–65,536; each costs a copy of the model's state in memory.</summary>
    /// <value>256: more than half a second of any music.</value>
    public int RewindNotes { get; init; } = 256;

    /// <summary>Looks whether every value is in its range.</summary>
    /// <exception cref="ArgumentException">A value is out of range; the message says which.</exception>
    public void Check()
    {
        OptionRange.Require(Program, 0, 127, Where);
        OptionRange.Require(FamilyPrograms.Count == 0 ? 16 : FamilyPrograms.Count, 16, 16, Where);
        foreach (var program in FamilyPrograms) OptionRange.Require(program, 0, 127, Where);
        OptionRange.Require(Channel, 0, 15, Where);
        OptionRange.Require(Bpm, 4, 1000, Where);
        OptionRange.Require(MetreNumerator, 1, 255, Where);
        OptionRange.Require(MetreDenominator, 1, 128, Where);
        OptionRange.Require(MinimumPieceNotes, 0, int.MaxValue, Where);
        OptionRange.Require(MaximumPieceNotes, 0, int.MaxValue, Where);
        OptionRange.Require(RewindNotes, 1, 65_536, Where);
        Steering.Check();
    }
}
