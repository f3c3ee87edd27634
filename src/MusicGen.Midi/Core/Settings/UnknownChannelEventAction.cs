namespace MusicGen.Midi;

/// <summary>A callback's answer to an unknown status byte: stop, or skip so many data bytes after it.</summary>
public sealed class UnknownChannelEventAction
{
    public static readonly UnknownChannelEventAction Abort = new(UnknownChannelEventInstruction.Abort, 0);

    private UnknownChannelEventAction(UnknownChannelEventInstruction instruction, int dataBytesToSkipCount)
    {
        Instruction = instruction;
        DataBytesToSkipCount = dataBytesToSkipCount;
    }

    public UnknownChannelEventInstruction Instruction { get; }

    public int DataBytesToSkipCount { get; }

    public static UnknownChannelEventAction SkipData(int dataBytesToSkipCount) =>
        new(UnknownChannelEventInstruction.SkipData, (int)Throw.IfNegative(dataBytesToSkipCount, nameof(dataBytesToSkipCount)));
}
