namespace MusicGen.Core;

/// <summary>What one track chunk of a MIDI file holds.</summary>
/// <param name="Name">Its track name event; empty where there is none.</param>
/// <param name="EventCount">All its events, the end of the track not counted.</param>
/// <param name="NoteOnCount">Note-ons with a velocity of at least 1.</param>
public sealed record TrackFacts(string Name, int EventCount, int NoteOnCount);
