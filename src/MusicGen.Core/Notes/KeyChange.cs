namespace MusicGen.Core;

/// <summary>A key signature from a tick on, as a file gives it or as it is found from the notes.</summary>
/// <param name="OnsetTicks">Where it begins to hold, in ticks ≥ 0.</param>
/// <param name="Fifths">Sharps, or flats where negative: -7 to 7.</param>
/// <param name="IsMinor">Minor rather than major.</param>
public readonly record struct KeyChange(long OnsetTicks, sbyte Fifths, bool IsMinor)
{
    private static readonly string[] _byFifths = ["Cb", "Gb", "Db", "Ab", "Eb", "Bb", "F", "C", "G", "D", "A", "E", "B", "F#", "C#", "G#", "D#", "A#"];

    /// <summary>The signature of a key, from five flats to six sharps, at the start.</summary>
    /// <param name="tonic">Pitch class 0–11, 0 = C.</param>
    /// <param name="isMinor">Minor rather than major.</param>
    public static KeyChange Of(int tonic, bool isMinor)
    {
        // A minor key has the signature of the major key three semitones above it.
        var fifths = (isMinor ? tonic + 3 : tonic) * 7 % 12;
        return new KeyChange(0, (sbyte)(fifths > 6 ? fifths - 12 : fifths), isMinor);
    }

    /// <summary>Name for people, such as "Eb major" or "F# minor".</summary>
    public string Name => _byFifths[Math.Clamp((int)Fifths, -7, 7) + 7 + (IsMinor ? 3 : 0)] + (IsMinor ? " minor" : " major");
}
