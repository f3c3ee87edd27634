namespace MusicGen.Training;

/// <summary>A note in the table of <c>inspect --notes</c>.</summary>
/// <param name="StartSeconds">Onset.</param>
/// <param name="EndSeconds">End.</param>
/// <param name="Pitch">MIDI note number 0–127.</param>
/// <param name="Name">Scientific name, 60 = C4; on the drum channel the drum's.</param>
/// <param name="Velocity">1–127.</param>
/// <param name="Channel">MIDI channel as people count it, 1–16.</param>
/// <param name="Instrument">General MIDI name.</param>
internal sealed record NoteRow(double StartSeconds, double EndSeconds, int Pitch, string Name, int Velocity, int Channel, string Instrument)
{
    public static IEnumerable<NoteRow> Of(Piece piece) => piece.Notes.Select(note => new NoteRow(
        MapEntry.Rounded(piece, note.OnsetTicks),
        MapEntry.Rounded(piece, note.EndTicks),
        note.Pitch,
        note.IsDrum ? GeneralMidi.DrumName(note.Pitch) : NoteTable.NameOf(note.Pitch),
        note.Velocity,
        note.Channel + 1,
        InstrumentUse.NameOf(note)));
}
