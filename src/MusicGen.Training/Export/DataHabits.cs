namespace MusicGen.Training;

/// <summary>What training data says about how a model's notes are to be played: its usual instruments and tempo, for the package's manifest.</summary>
internal static class DataHabits
{
    /// <summary>The program most notes of each of the 16 families have; the family's first where the data has none.</summary>
    public static IReadOnlyList<int> FamilyPrograms(IReadOnlyList<Piece> pieces)
    {
        var counts = new long[128];
        foreach (var piece in pieces)
            foreach (var note in piece.Notes)
                if (!note.IsDrum) counts[note.Program]++;
        var programs = new int[NoteCodec.DrumsInstrument];
        for (var family = 0; family < programs.Length; family++)
        {
            programs[family] = family * 8;
            for (var program = family * 8; program < family * 8 + 8; program++)
                if (counts[program] > counts[programs[family]]) programs[family] = program;
        }

        return programs;
    }

    /// <summary>Median over the pieces of their mean tempo, in whole quarters a minute.</summary>
    public static double Bpm(IReadOnlyList<Piece> pieces)
    {
        double[] tempos = [.. pieces.Where(p => p.DurationSeconds > 0).Select(p => p.EndTicks * 60.0 / MusicalTime.Ppqn / p.DurationSeconds).Order()];
        return tempos.Length == 0 ? 120 : Math.Clamp(Math.Round(tempos[tempos.Length / 2]), 30, 240);
    }
}
