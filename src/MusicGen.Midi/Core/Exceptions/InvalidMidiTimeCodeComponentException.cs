namespace MusicGen.Midi;

/// <summary>A quarter-frame message names a time code component other than 0 to 7.</summary>
public sealed class InvalidMidiTimeCodeComponentException : MidiException
{
    internal InvalidMidiTimeCodeComponentException(byte midiTimeCodeComponent)
        : base($"A time code component from 0 to 7 is expected, but found {midiTimeCodeComponent}.")
    {
        MidiTimeCodeComponent = midiTimeCodeComponent;
    }

    public byte MidiTimeCodeComponent { get; }
}
