namespace MusicGen.Midi;

/// <summary>Which of several open note-ons of one pitch a note-off ends.</summary>
public enum NoteStartDetectionPolicy
{
    FirstNoteOn = 0,
    LastNoteOn = 1,
}
