namespace MusicGen.Core;

/// <summary>A pitch as it is written in a key: letter, accidental and octave.</summary>
/// <param name="Step">Letter A–G.</param>
/// <param name="Alter">Semitones that the accidental adds, -2 to 2.</param>
/// <param name="Octave">Octave of the letter, 4 from middle C up; MusicXML has none below 0.</param>
internal readonly record struct SpelledPitch(char Step, int Alter, int Octave)
{
    private const string FifthsOrder = "FCGDAEB";

    private static readonly int[] _semitones = [5, 0, 7, 2, 9, 4, 11];

    /// <summary>
    /// Spells a pitch by the twelve neighbours of the key on the line of fifths, from its lowered third to its raised fifth: in C, that is
    /// E flat, B flat, F … B, F sharp, C sharp, G sharp.
    /// </summary>
    public static SpelledPitch Of(int pitch, int fifths)
    {
        var lowest = fifths - 3;

        // On the line of fifths C is 0 and seven semitones are a step.
        var place = lowest + Mod((pitch * 7) - lowest, 12);
        var letter = Mod(place + 1, 7);
        var alter = (place + 1 - letter) / 7;
        var octave = ((pitch - _semitones[letter] - alter) / 12) - 1;
        return new SpelledPitch(FifthsOrder[letter], alter, Math.Max(0, octave));
    }

    /// <summary>What the key signature does to a letter.</summary>
    public static int AlterIn(int fifths, char step)
    {
        var order = FifthsOrder.IndexOf(step, StringComparison.Ordinal);
        return fifths > 0 ? (order < fifths ? 1 : 0) : (6 - order < -fifths ? -1 : 0);
    }

    private static int Mod(int value, int by) => ((value % by) + by) % by;
}
