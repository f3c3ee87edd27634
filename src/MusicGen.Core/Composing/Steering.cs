namespace MusicGen.Core;

/// <summary>
/// What the knobs, the page and the preset ask of the music: wishes that the model follows (levels) and rules that hold
/// always (masks and limits). Given to the composer, in force from the next note on.
/// </summary>
/// <remarks>Thread-safe.</remarks>
public sealed record Steering
{
    private const string Where = "steering";

    /// <summary>All twelve pitch classes.</summary>
    public const int AllPitchClasses = 0xFFF;

    /// <summary>All instrument families and drums.</summary>
    public const int AllInstruments = 0x1FFFF;

    /// <summary>No wish at all.</summary>
    public static Steering None { get; } = new();

    /// <summary>Level of notes a second, 1–<see cref="Controls.Levels"/>, also between two levels.</summary>
    /// <value>0: not said.</value>
    public double Density { get; init; }

    /// <summary>Level of mean pitch, 1–<see cref="Controls.Levels"/>, also between two levels.</summary>
    /// <value>0: not said.</value>
    public double Register { get; init; }

    /// <summary>Level of mean velocity, 1–<see cref="Controls.Levels"/>, also between two levels.</summary>
    /// <value>0: not said.</value>
    public double Dynamics { get; init; }

    /// <summary>Level of the number of notes sounding together, 1–<see cref="Controls.Levels"/>, also between two levels.</summary>
    /// <value>0: not said.</value>
    public double Polyphony { get; init; }

    /// <summary>Key and mode, 1–24 as <see cref="Controls.KeyValue"/> gives it: a wish, for models with this input.</summary>
    /// <value>0: not said.</value>
    public int Key { get; init; }

    /// <summary>Which of the model's training collections the music shall be like, 1–16: a wish, for models with this input.</summary>
    /// <value>0: not said.</value>
    public int Collection { get; init; }

    /// <summary>Pitch classes that may sound, bit 0 = C … bit 11 = B; holds always, except for drums.</summary>
    /// <value><see cref="AllPitchClasses"/>.</value>
    public int PitchClasses { get; init; } = AllPitchClasses;

    /// <summary>Lowest pitch that may sound, 0–127; holds always, except for drums.</summary>
    /// <value>0.</value>
    public int LowestPitch { get; init; }

    /// <summary>Highest pitch that may sound, 0–127; holds always, except for drums.</summary>
    /// <value>127.</value>
    public int HighestPitch { get; init; } = 127;

    /// <summary>Instruments that may sound, bit 0–15 = General MIDI family, bit 16 = drums; for models with instruments.</summary>
    /// <value><see cref="AllInstruments"/>.</value>
    public int Instruments { get; init; } = AllInstruments;

    /// <summary>Multiplies every field's temperature, 0–4.</summary>
    /// <value>1.</value>
    public double TemperatureFactor { get; init; } = 1;

    /// <summary>Speed of playing, 0.25–4; 2 = twice as fast.</summary>
    /// <value>1.</value>
    public double TempoFactor { get; init; } = 1;

    /// <summary>Multiplies every velocity that sounds, 0–4 (the model still sees its own).</summary>
    /// <value>1.</value>
    public double VelocityFactor { get; init; } = 1;

    /// <summary>
    /// Most notes that sound together, 1–128. The composer puts no more on one onset; the scheduler ends the oldest
    /// sounding note early where one more begins.
    /// </summary>
    /// <value>48.</value>
    public int MaxPolyphony { get; init; } = 48;

    /// <summary>Longest note in seconds as heard, 0.05–60.</summary>
    /// <value>16.</value>
    public double MaxNoteSeconds { get; init; } = 16;

    /// <summary>Longest time from one onset to the next in seconds as heard, 0.05–60.</summary>
    /// <value>8.</value>
    public double MaxRestSeconds { get; init; } = 8;

    /// <summary>Whether a pitch may sound (drums may always).</summary>
    /// <param name="pitch">MIDI note number 0–127.</param>
    public bool AllowsPitch(int pitch) =>
        pitch >= LowestPitch && pitch <= HighestPitch && (PitchClasses >> (pitch % 12) & 1) != 0;

    /// <summary>Looks whether every value is in its range and some pitch and instrument are left.</summary>
    /// <exception cref="ArgumentException">A value is out of range, or nothing is left to play; the message says which.</exception>
    public void Check()
    {
        OptionRange.Require(Density, 0, Controls.Levels, Where);
        OptionRange.Require(Register, 0, Controls.Levels, Where);
        OptionRange.Require(Dynamics, 0, Controls.Levels, Where);
        OptionRange.Require(Polyphony, 0, Controls.Levels, Where);
        OptionRange.Require(Key, 0, Controls.KeyValues - 1, Where);
        OptionRange.Require(Collection, 0, Controls.CollectionValues - 1, Where);
        OptionRange.Require(LowestPitch, 0, 127, Where);
        OptionRange.Require(HighestPitch, 0, 127, Where);
        OptionRange.Require(TemperatureFactor, 0, 4, Where);
        OptionRange.Require(TempoFactor, 0.25, 4, Where);
        OptionRange.Require(VelocityFactor, 0, 4, Where);
        OptionRange.Require(MaxPolyphony, 1, 128, Where);
        OptionRange.Require(MaxNoteSeconds, 0.05, 60, Where);
        OptionRange.Require(MaxRestSeconds, 0.05, 60, Where);
        OptionRange.Require(PitchClasses, 1, AllPitchClasses, Where);
        OptionRange.Require(Instruments, 1, AllInstruments, Where);
        for (var pitch = LowestPitch; pitch <= HighestPitch; pitch++)
            if (AllowsPitch(pitch)) return;
        throw new ArgumentException(
            $"A pitch that may sound expected between {nameof(LowestPitch)} {LowestPitch} and {nameof(HighestPitch)} {HighestPitch}, found none of the pitch classes allowed there; widen the range or the scale.");
    }
}
