namespace MusicGen.Edge;

/// <summary>One note as the display draws it.</summary>
/// <param name="Pitch">0–127.</param>
/// <param name="OnsetSeconds">When it starts, on the player's clock.</param>
/// <param name="DurationSeconds">How long it sounds.</param>
internal readonly record struct PanelNote(int Pitch, double OnsetSeconds, double DurationSeconds);
