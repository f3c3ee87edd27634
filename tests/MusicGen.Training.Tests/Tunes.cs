namespace MusicGen.Training.Tests;

/// <summary>Small pieces made in code, so that no test needs a file.</summary>
internal static class Tunes
{
    /// <summary>A walking tune that never repeats itself for long; other seeds give other music.</summary>
    public static Piece Walk(string name, int seed, int notes = 120, int transpose = 0, int stepTicks = 240)
    {
        var random = new SplitMix((ulong)seed);
        var list = new List<Note>();
        var pitch = 60;
        for (var i = 0; i < notes; i++)
        {
            pitch = Math.Clamp(pitch + random.Around(7), 40, 84);
            list.Add(new Note(i * stepTicks, stepTicks - 20 + random.Below(40), (byte)(pitch + transpose), (byte)(60 + random.Below(40))));
        }

        return new Piece(name, list, PieceTempo.Constant(120));
    }

    /// <summary>Up and down a scale, always the same: soon learned.</summary>
    public static Piece Scale(string name, int transpose = 0)
    {
        int[] steps = [0, 2, 4, 5, 7, 9, 11, 12, 11, 9, 7, 5, 4, 2];
        var notes = Enumerable.Range(0, 140).Select(i => new Note(i * 250, 200, (byte)(60 + transpose + steps[i % steps.Length]), 80));
        return new Piece(name, notes, PieceTempo.Performed);
    }
}
