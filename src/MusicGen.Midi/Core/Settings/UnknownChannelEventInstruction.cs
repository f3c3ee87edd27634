namespace MusicGen.Midi;

/// <summary>What a callback decides about an unknown status byte.</summary>
public enum UnknownChannelEventInstruction
{
    Abort = 0,
    SkipData = 1,
}
