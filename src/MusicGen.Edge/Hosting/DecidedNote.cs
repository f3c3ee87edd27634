namespace MusicGen.Edge;

/// <summary>A composed note that sounds or will sound, for piano rolls.</summary>
/// <param name="OnsetFrame">When it begins.</param>
/// <param name="EndFrame">When it ends.</param>
/// <param name="Pitch">Pitch 0–127.</param>
/// <param name="Velocity">Velocity 1–127.</param>
internal readonly record struct DecidedNote(long OnsetFrame, long EndFrame, byte Pitch, byte Velocity);
