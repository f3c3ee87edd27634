namespace MusicGen.Midi;

/// <summary>The two parts of an object that was cut; a part is null where the cut left nothing on its side.</summary>
public sealed class SplitLengthedObject
{
    internal SplitLengthedObject(ILengthedObject? leftPart, ILengthedObject? rightPart)
    {
        LeftPart = leftPart;
        RightPart = rightPart;
    }

    public ILengthedObject? LeftPart { get; }

    public ILengthedObject? RightPart { get; }
}
