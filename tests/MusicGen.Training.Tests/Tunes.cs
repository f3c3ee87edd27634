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

    /// <summary>Flute over bass and drums in 4/4 at 90 quarters a minute.</summary>
    public static Piece Band(string name, int transpose = 0)
    {
        int[] tune = [0, 4, 7, 12, 11, 7, 4, 2];
        var notes = new List<Note>();
        for (var beat = 0; beat < 64; beat++)
        {
            var onset = beat * (long)MusicalTime.Ppqn;
            notes.Add(new Note(onset, 400, (byte)(72 + transpose + tune[beat % tune.Length]), 90, 0, 73));
            if (beat % 2 == 0) notes.Add(new Note(onset, 800, (byte)(40 + transpose + (beat % 8 < 4 ? 0 : 7)), 80, 1, 33));
            notes.Add(new Note(onset, 60, (byte)(beat % 2 == 0 ? 36 : 38), 100, Note.DrumChannel));
            notes.Add(new Note(onset + 240, 60, 42, 70, Note.DrumChannel));
        }

        return new Piece(name, notes, PieceTempo.Constant(90), [new MetreChange(0, 4, 4)]);
    }
}
