namespace MusicGen.Midi;

/// <summary>What a note-on of velocity 0 is read as.</summary>
public enum SilentNoteOnPolicy : byte
{
    NoteOff = 0,
    NoteOn = 1,
}
