namespace MusicGen.Midi;

/// <summary>Layout of a standard MIDI file: one track, tracks that sound together, or tracks that are pieces of their own.</summary>
public enum MidiFileFormat : ushort
{
    SingleTrack = 0,
    MultiTrack = 1,
    MultiSequence = 2,
}
