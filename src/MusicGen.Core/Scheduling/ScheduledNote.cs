namespace MusicGen.Core;

/// <summary>A note with its place in wall time: what the recording, the .mid file and the piano roll are made from.</summary>
/// <param name="Note">The note, ticks as composed.</param>
/// <param name="OnsetFrame">Frame of its note-on.</param>
/// <param name="EndFrame">Frame of its note-off, earlier than composed where a rule ended it.</param>
/// <param name="NoteIndex">Index in the composer; negative for a note of a seed.</param>
public readonly record struct ScheduledNote(Note Note, long OnsetFrame, long EndFrame, long NoteIndex);
