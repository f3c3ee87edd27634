namespace MusicGen.Midi;

/// <summary>Turns the bytes of a text event into a text.</summary>
public delegate string DecodeTextCallback(byte[] bytes, ReadingSettings settings);
