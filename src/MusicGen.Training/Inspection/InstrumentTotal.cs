namespace MusicGen.Training;

/// <summary>An instrument over a whole folder.</summary>
/// <param name="Name">General MIDI name; "Drums" on the drum channel.</param>
/// <param name="Files">Files that it plays in.</param>
/// <param name="Notes">Its notes in all of them.</param>
internal sealed record InstrumentTotal(string Name, int Files, long Notes);
