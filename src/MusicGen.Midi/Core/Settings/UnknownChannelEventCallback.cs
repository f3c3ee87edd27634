namespace MusicGen.Midi;

/// <summary>Decides what to do with an unknown status byte, given as its two halves.</summary>
public delegate UnknownChannelEventAction UnknownChannelEventCallback(FourBitNumber statusByte, FourBitNumber channel);
