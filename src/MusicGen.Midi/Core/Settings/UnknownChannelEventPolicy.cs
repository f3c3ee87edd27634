namespace MusicGen.Midi;

/// <summary>What to do with a status byte that belongs to no event.</summary>
public enum UnknownChannelEventPolicy
{
    Abort = 0,
    SkipStatusByte = 1,
    SkipStatusByteAndOneDataByte = 2,
    SkipStatusByteAndTwoDataBytes = 3,
    UseCallback = 4,
}
