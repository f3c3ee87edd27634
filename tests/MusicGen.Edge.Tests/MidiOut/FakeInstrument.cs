namespace MusicGen.Edge.Tests;

/// <summary>An instrument outside, as its cable sees it.</summary>
internal sealed class FakeInstrument : IMidiOutput
{
    public string Name => "Synth";

    public List<byte> Bytes { get; } = [];

    /// <summary>Bytes it takes at once.</summary>
    public int Room { get; set; } = int.MaxValue;

    public bool IsPulled { get; set; }

    public bool IsOpen { get; set; }

    public bool IsGone() => IsPulled;

    public int Write(ReadOnlySpan<byte> bytes)
    {
        if (IsPulled) throw new IOException("No such device");
        var count = Math.Min(Room, bytes.Length);
        Bytes.AddRange(bytes[..count]);
        return count;
    }

    public void Dispose() => IsOpen = false;
}
