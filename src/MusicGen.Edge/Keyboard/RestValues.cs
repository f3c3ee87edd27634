namespace MusicGen.Edge;

/// <summary>Which controllers of a keyboard must go back when it is gone, and to which value (General MIDI 1, RP-015).</summary>
internal static class RestValues
{
    /// <summary>Most controllers that have one, pitch bend counted.</summary>
    public const int MostPerChannel = 12;

    /// <summary>Value at rest of a controller, or −1 where it stays as it was set.</summary>
    public static int Of(int control) => control switch
    {
        1 or 2 or 4 => 0, // modulation, breath, foot
        7 => 100, // volume
        10 => 64, // pan
        11 => 127, // expression
        >= 64 and <= 67 or 69 => 0, // sustain, portamento, sostenuto, soft, hold 2
        _ => -1,
    };
}
