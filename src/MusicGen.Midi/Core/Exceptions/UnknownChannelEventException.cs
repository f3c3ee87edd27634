namespace MusicGen.Midi;

/// <summary>A status byte belongs to no event of a standard MIDI file (F4, F5, F9, FD).</summary>
public sealed class UnknownChannelEventException : MidiException
{
    internal UnknownChannelEventException(FourBitNumber statusByte, FourBitNumber channel)
        : base($"A known status byte is expected, but found {(byte)statusByte:X}{(byte)channel:X}.")
    {
        StatusByte = statusByte;
        Channel = channel;
    }

    public FourBitNumber Channel { get; }

    public FourBitNumber StatusByte { get; }
}
