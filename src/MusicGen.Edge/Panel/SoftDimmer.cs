namespace MusicGen.Edge;

/// <summary>
/// Dims a light that can only be on or off: on for a share of each short period, long enough ahead of the eye. What does not fill a whole
/// slot is carried on to the next period, so that faint light is even.
/// </summary>
/// <remarks>Single-threaded.</remarks>
internal sealed class SoftDimmer
{
    /// <summary>Slots of a period.</summary>
    public const int Slots = 10;

    private double _owed;
    private int _slot, _onSlots;

    /// <summary>The next slot.</summary>
    /// <param name="brightness">0–1.</param>
    /// <returns>Whether the light is on in it.</returns>
    public bool Next(double brightness)
    {
        if (_slot == 0)
        {
            var wanted = Slots * Math.Clamp(brightness, 0, 1) + _owed;
            _onSlots = (int)Math.Floor(wanted + 1e-9);
            _owed = wanted - _onSlots;
        }

        var isOn = _slot < _onSlots;
        _slot = (_slot + 1) % Slots;
        return isOn;
    }
}
