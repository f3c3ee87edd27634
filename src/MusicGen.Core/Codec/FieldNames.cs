using System.Globalization;

namespace MusicGen.Core;

/// <summary>The field names of model packages, in one place.</summary>
public static class FieldNames
{
    /// <summary>Onset minus previous onset, in bins; the last value is the end of the piece.</summary>
    public const string Shift = "shift";

    /// <summary>General MIDI program family 0–15, or 16 for drums.</summary>
    public const string Instrument = "instrument";

    /// <summary>MIDI note number 0–127.</summary>
    public const string Pitch = "pitch";

    /// <summary>Duration in bins.</summary>
    public const string Duration = "duration";

    /// <summary>Velocity in 32 bins.</summary>
    public const string Velocity = "velocity";

    /// <summary>Input only, metric time base: position of the last onset in its bar.</summary>
    public const string BarPosition = "bar";

    /// <summary>Input only, control: notes a second over the coming window; 0 = not said.</summary>
    public const string Density = "density";

    /// <summary>Input only, control: mean pitch over the coming window; 0 = not said.</summary>
    public const string Register = "register";

    /// <summary>Input only, control: mean velocity over the coming window; 0 = not said.</summary>
    public const string Dynamics = "dynamics";

    /// <summary>Input only, control: mean number of notes sounding at an onset; 0 = not said.</summary>
    public const string Polyphony = "polyphony";

    /// <summary>Input only, control: key and mode over the coming notes; 0 = not said.</summary>
    public const string Key = "key";

    /// <summary>Input only, control: which of the model's training collections the music is like; 0 = not said.</summary>
    public const string Collection = "collection";

    /// <summary>Input only, memory: pitch + 1 of the note before the last; 0 = none.</summary>
    public const string SecondLast = "pitch.2";

    /// <summary>Input only, memory: pitch + 1 of the note three ago; 0 = none.</summary>
    public const string ThirdLast = "pitch.3";

    /// <summary>Input only, memory: pitch + 1 of the note four ago; 0 = none.</summary>
    public const string FourthLast = "pitch.4";

    /// <summary>Input only, memory: key and mode of the last notes, as <see cref="Key"/> says those to come; 0 = none.</summary>
    public const string Tonality = "tonality";

    /// <summary>Input only, memory: how long the note struck last still sounds after its onset; 0 = not at all.</summary>
    public const string Sounding = "sounding.1";

    /// <summary>Input only, memory: how long the note struck last before it, of another end, still sounds; 0 = none does.</summary>
    public const string SecondSounding = "sounding.2";

    /// <summary>Input only, memory: as <see cref="SecondSounding"/>, the third end; 0 = none.</summary>
    public const string ThirdSounding = "sounding.3";

    /// <summary>Input only, memory: pitch + 1 of the note that a place heard before goes on with; 0 = none (<see cref="MatchMemory"/>).</summary>
    public const string Match = "match.1";

    /// <summary>Input only, memory: as <see cref="Match"/>, the note after it; 0 = none.</summary>
    public const string SecondMatch = "match.2";

    /// <summary>Input only, memory: as <see cref="Match"/>, the note after that; 0 = none.</summary>
    public const string ThirdMatch = "match.3";

    /// <summary>Input only, memory: how far <see cref="Match"/> was right so far, and whether in the same key; 0 = there is none.</summary>
    public const string MatchTrust = "match.trust";

    /// <summary>Input only, memory: bin + 1 of the time to <see cref="Match"/>'s onset; 0 = none.</summary>
    public const string MatchShift = "match.shift";

    /// <summary>Input only, memory: bin + 1 of <see cref="Match"/>'s duration; 0 = none.</summary>
    public const string MatchDuration = "match.duration";

    /// <summary>Input only, memory: bin + 1 of <see cref="Match"/>'s velocity; 0 = none.</summary>
    public const string MatchVelocity = "match.velocity";

    /// <summary>Trait of shifts: how many notes end in the bin, and how many before (<see cref="KeyboardMemory"/>).</summary>
    public const string EndsBeforeOnset = "ends.onset";

    /// <summary>Trait of pitches: how long before or after the onset the key's last note ends; 0 = it has not been struck.</summary>
    public const string KeyEnd = "key.end";

    /// <summary>Trait of durations: as <see cref="EndsBeforeOnset"/>, from the note's onset on.</summary>
    public const string EndsAfterOnset = "ends.length";

    /// <summary>Trait of durations: bins from the duration of the note played last near the pitch; 0 = there is none.</summary>
    public const string NearDuration = "near.duration";

    /// <summary>Trait of velocities: bins from the velocity of the note played last near the pitch; 0 = there is none.</summary>
    public const string NearVelocity = "near.velocity";

    /// <summary>An event of a keyboard: key down, key up, wait, loudness, end of the piece (<see cref="EventRows"/>).</summary>
    public const string Event = "event";

    /// <summary>Onset minus previous onset, in bins, drawn after the pitch (<see cref="StepRows"/>).</summary>
    public const string Step = "step";

    /// <summary>Whether the piece ends here: 0 = no, 1 = yes (<see cref="StepRows"/>).</summary>
    public const string End = "end";

    /// <summary>Pitch class 0–11 (<see cref="ClassRows"/>).</summary>
    public const string PitchClass = "pitchclass";

    /// <summary>One of five note values, sixteenth to whole (<see cref="ClassRows"/>).</summary>
    public const string Length = "length";

    /// <summary>Octave 0–10, that of middle C is 5 (<see cref="ClassRows"/>).</summary>
    public const string Octave = "octave";

    /// <summary>Time since the last onset: 0 = none (chord), 1–5 = one of five note values, 6 = end of the piece (<see cref="ClassRows"/>).</summary>
    public const string Gap = "gap";

    /// <summary>A note, chord or rest with length and volume as one value, found in the training music (<see cref="JointRows"/>).</summary>
    public const string Class = "class";

    /// <summary>Whether a key is down in a step of a piano roll: 0 = no, 1 = yes (<see cref="RollRows"/>).</summary>
    /// <param name="pitch">MIDI note number 0–127.</param>
    public static string DownOf(int pitch) => string.Create(CultureInfo.InvariantCulture, $"down{pitch}");
}
