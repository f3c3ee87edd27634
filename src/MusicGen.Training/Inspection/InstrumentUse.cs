namespace MusicGen.Training;

/// <summary>An instrument of a file, as <c>inspect</c> lists it.</summary>
/// <param name="Channel">MIDI channel as people count it, 1–16; 10 = drums.</param>
/// <param name="Program">General MIDI program 0–127.</param>
/// <param name="Name">Its General MIDI name; "Drums" on the drum channel.</param>
/// <param name="Notes">Its notes.</param>
/// <param name="Lowest">Its lowest note, 0–127.</param>
/// <param name="Highest">Its highest note, 0–127.</param>
internal sealed record InstrumentUse(int Channel, int Program, string Name, int Notes, int Lowest, int Highest)
{
    public static string NameOf(Note note) => note.IsDrum ? "Drums" : GeneralMidi.ProgramName(note.Program);

    public static IReadOnlyList<InstrumentUse> Of(Piece piece) =>
    [
        .. piece.Notes
            .GroupBy(note => (note.Channel, note.Program))
            .OrderBy(group => group.Key)
            .Select(group => new InstrumentUse(group.Key.Channel + 1, group.Key.Program, NameOf(group.First()), group.Count(), group.Min(n => n.Pitch), group.Max(n => n.Pitch))),
    ];
}
