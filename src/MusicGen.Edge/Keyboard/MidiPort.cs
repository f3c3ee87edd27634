namespace MusicGen.Edge;

/// <summary>A place where a keyboard is plugged in.</summary>
/// <param name="Path">Names the place: while it is the same, so is the port.</param>
/// <param name="Name">What a person calls the keyboard.</param>
/// <param name="Source">What its keys count as.</param>
internal readonly record struct MidiPort(string Path, string Name, BoxEventSource Source = BoxEventSource.Keyboard);
