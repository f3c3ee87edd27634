namespace MusicGen.Edge;

/// <summary>
/// Dims a light that can only be on or off: on for a share of each short period, long enough ahead of the eye. What does not fill a whole
/// slot is carried on to the next period, so that faint light is even.
/// </summary>
/// <remarks>Single-threaded.</remarks>
internal sealed class SoftDimmer
{
    /// <summary>Slots of a period; a slot is a millisecond.</summary>
    public const int Slots = 10;

    private double _owed;

    /// <summary>The next period.</summary>
    /// <param name="brightness">0–1.</param>
    /// <returns>For how many of its slots the light is on.</returns>
    public int NextPeriod(double brightness)
    {
        var wanted = Slots * Math.Clamp(brightness, 0, 1) + _owed;
        var slots = Math.Min(Slots, (int)Math.Floor(wanted + 1e-9));
        _owed = Math.Min(1, wanted - slots);
        return slots;
    }
}
