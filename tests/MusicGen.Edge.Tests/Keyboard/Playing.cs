namespace MusicGen.Edge.Tests;

/// <summary>Writes what keyboards send while they are played: chords and runs in running status, pedals, wheels, clock, sensing, a system exclusive message.</summary>
internal static class Playing
{
    private const int LongestMove = 24;

    /// <summary>Fills as much as whole moves do.</summary>
    /// <returns>Bytes written; the rest is as it was.</returns>
    public static int Write(Span<byte> bytes, Random random)
    {
        var count = 0;
        var channel = random.Next(4) == 0 ? random.Next(16) : 0;
        while (count + LongestMove <= bytes.Length) count += Move(bytes[count..], channel, random);
        return count;
    }

    private static int Move(Span<byte> bytes, int channel, Random random)
    {
        var pitch = (byte)random.Next(21, 109);
        var value = (byte)random.Next(128);
        ReadOnlySpan<byte> move = random.Next(10) switch
        {
            <= 4 => [(byte)(0x90 | channel), pitch, (byte)(1 + value % 127), (byte)(pitch + 4), 90, 0xF8, pitch, 0, (byte)(pitch + 4), 0],
            5 => [(byte)(0x90 | channel), pitch, 100, (byte)(0x80 | channel), pitch, 64],
            6 => [(byte)(0xB0 | channel), 64, 127, 64, 0, 74, value],
            7 => [(byte)(0xE0 | channel), 0, value, 0, 64],
            8 => [0xFE, 0xF8],
            _ => [0xF0, 0x7E, 0x7F, 0x09, 0x01, 0xF7, (byte)(0xD0 | channel), value],
        };
        move.CopyTo(bytes);
        return move.Length;
    }
}
