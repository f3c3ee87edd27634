namespace MusicGen.Core;

/// <summary>
/// The control inputs of a model: what the knobs turn. Computed from data over the coming notes in training, given by
/// steering while playing; 0 = not said.
/// </summary>
public static class Controls
{
    /// <summary>Values of each control: 0 = not said, then 1…<see cref="Levels"/>.</summary>
    public const int Levels = 12;

    /// <summary>Notes looked at, from a note on, to say what the music there is like.</summary>
    public const int WindowNotes = 32;

    /// <summary>Semitones of a level of register.</summary>
    public const double SemitonesALevel = 4;

    /// <summary>Steps of velocity of a level of dynamics.</summary>
    public const double VelocitiesALevel = 9;

    /// <summary>The control fields, in order.</summary>
    public static IReadOnlyList<Field> Fields { get; } =
    [
        new(FieldNames.Density, Levels + 1), new(FieldNames.Register, Levels + 1),
        new(FieldNames.Dynamics, Levels + 1), new(FieldNames.Polyphony, Levels + 1),
    ];

    /// <summary>Notes looked at, from a note on, to say in which key the music there is.</summary>
    public const int KeyWindowNotes = 96;

    /// <summary>Values of the key control: 0 = not said, 1–12 = C major … B major, 13–24 = C minor … B minor.</summary>
    public const int KeyValues = 25;

    /// <summary>Values of the collection control: 0 = not said, then 1–16 in the order of the manifest's training sources.</summary>
    public const int CollectionValues = 17;

    /// <summary>Every field that can be a control input, with its size.</summary>
    public static IReadOnlyList<Field> All { get; } =
        [.. Fields, new(FieldNames.Key, KeyValues), new(FieldNames.Collection, CollectionValues)];

    /// <summary>The value of the key control that says a key.</summary>
    /// <param name="tonic">Pitch class 0–11, 0 = C.</param>
    /// <param name="isMinor">Minor rather than major.</param>
    public static int KeyValue(int tonic, bool isMinor) => 1 + tonic + (isMinor ? 12 : 0);

    /// <summary>The value of the key control for the notes of a window; 0 where they say none.</summary>
    /// <param name="notes">Notes in score order; drums are passed over.</param>
    public static int MeasureKey(ReadOnlySpan<Note> notes)
    {
        Span<double> weights = stackalloc double[12];
        foreach (var note in notes)
            if (!note.IsDrum) weights[note.Pitch % 12] += Math.Min(note.DurationTicks, MusicalTime.Ppqn * 4);
        return KeyFinder.TryFind(weights, out var tonic, out var isMinor) ? KeyValue(tonic, isMinor) : 0;
    }

    /// <summary>The value of a control for a wish that may lie between two levels; 0 = not said.</summary>
    /// <param name="wish">0, or a level 1–<see cref="Levels"/>.</param>
    public static int LevelOfWish(double wish) => wish <= 0 ? 0 : Math.Clamp((int)Math.Round(wish, MidpointRounding.AwayFromZero), 1, Levels);

    /// <summary>Where a level is on the scale that is not rounded: n in the middle between n − 1 and n.</summary>
    /// <param name="level">A level, also between two.</param>
    public static double PositionOf(double level) => level - 0.5;

    /// <summary>The wish for a density: half an octave a level around 1–45 notes a second, also between two levels.</summary>
    /// <param name="notesPerSecond">Notes a second (metric time base: a half note counts as one second).</param>
    public static double DensityWish(double notesPerSecond) => Wish(DensityPosition(notesPerSecond));

    /// <summary>The wish for a mean pitch: four semitones a level from 40.</summary>
    public static double RegisterWish(double meanPitch) => Wish(RegisterPosition(meanPitch));

    /// <summary>The wish for a mean velocity: 9 a level from 12.</summary>
    public static double DynamicsWish(double meanVelocity) => Wish(DynamicsPosition(meanVelocity));

    /// <summary>The wish for a mean count of notes sounding at an onset: half an octave a level from 1.</summary>
    public static double PolyphonyWish(double meanSounding) => Wish(PolyphonyPosition(meanSounding));

    /// <summary>Levels of the four controls for the notes of a window.</summary>
    /// <param name="notes">Notes in score order, at least one.</param>
    /// <param name="ticksPerSecond">1000 when performed; 960 when metric (120 BPM).</param>
    /// <param name="levels">Receives density, register, dynamics, polyphony.</param>
    public static void Measure(ReadOnlySpan<Note> notes, double ticksPerSecond, Span<int> levels)
    {
        Span<double> positions = stackalloc double[4];
        Measure(notes, ticksPerSecond, positions);
        for (var i = 0; i < positions.Length; i++) levels[i] = LevelOfWish(Wish(positions[i]));
    }

    /// <summary>The four controls of the notes of a window on the scale of levels, not rounded: n − 1 to n is level n.</summary>
    /// <param name="notes">Notes in score order, at least one.</param>
    /// <param name="ticksPerSecond">1000 when performed; 960 when metric (120 BPM).</param>
    /// <param name="positions">Receives density, register, dynamics, polyphony.</param>
    public static void Measure(ReadOnlySpan<Note> notes, double ticksPerSecond, Span<double> positions)
    {
        double pitch = 0, velocity = 0, sounding = 0;
        for (var i = 0; i < notes.Length; i++)
        {
            pitch += notes[i].Pitch;
            velocity += notes[i].Velocity;
            // Notes of the window that sound when this one starts, itself included.
            for (var k = 0; k < notes.Length && notes[k].OnsetTicks <= notes[i].OnsetTicks; k++)
                if (notes[k].EndTicks > notes[i].OnsetTicks) sounding++;
        }

        var span = Math.Max(notes[^1].OnsetTicks - notes[0].OnsetTicks, 1) / ticksPerSecond;
        positions[0] = DensityPosition(Math.Max(notes.Length - 1, 1) / Math.Max(span, 0.05));
        positions[1] = RegisterPosition(pitch / notes.Length);
        positions[2] = DynamicsPosition(velocity / notes.Length);
        positions[3] = PolyphonyPosition(sounding / notes.Length);
    }

    /// <summary>Notes a second on the scale of levels, not rounded.</summary>
    internal static double DensityPosition(double notesPerSecond) => 2 * Math.Log2(Math.Max(notesPerSecond, 1e-3)) + 1;

    private static double RegisterPosition(double meanPitch) => (meanPitch - 40) / SemitonesALevel;

    private static double DynamicsPosition(double meanVelocity) => (meanVelocity - 12) / VelocitiesALevel;

    private static double PolyphonyPosition(double meanSounding) => 2 * Math.Log2(Math.Max(meanSounding, 1));

    private static double Wish(double position) => Math.Clamp(position + 0.5, 1, Levels);
}
