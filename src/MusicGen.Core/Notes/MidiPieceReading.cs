namespace MusicGen.Core;

/// <summary>What reading a MIDI file gave: the piece, and what was wrong with the file where something was.</summary>
/// <param name="Piece">The piece; it has at least one note.</param>
/// <param name="Damage">The first fault that a strict reader would have refused the file for, in words; null for a sound file.</param>
public sealed record MidiPieceReading(Piece Piece, string? Damage);
