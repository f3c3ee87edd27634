namespace MusicGen.Edge;

/// <summary>A kept MIDI file, as the page lists it.</summary>
/// <param name="Name">Name of the file, without folder.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="WrittenAt">When it was written.</param>
internal sealed record RecordingFile(string Name, long Bytes, DateTimeOffset WrittenAt);
