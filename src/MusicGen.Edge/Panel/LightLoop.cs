using System.Diagnostics;

namespace MusicGen.Edge;

/// <summary>The thread of the lights: a hundred periods a second while one is dimmed, far fewer otherwise.</summary>
/// <param name="lights">The lights.</param>
/// <param name="look">The box now; state and faults are enough.</param>
internal sealed class LightLoop(IReadOnlyList<PanelLight> lights, Func<PanelView> look)
{
    private const int SteadyMilliseconds = 20;

    private readonly LightShow _show = new([.. lights.Select(light => light.Options)]);
    private volatile bool _isStopped;

    /// <summary>Asks for the end. Any thread.</summary>
    public void Stop() => _isStopped = true;

    /// <summary>Shines until <see cref="Stop"/>, then darkens.</summary>
    public void Run()
    {
        var clock = Stopwatch.StartNew();
        while (!_isStopped)
        {
            var began = clock.Elapsed;
            var isDimmed = Begin(began.TotalSeconds);
            if (!isDimmed)
            {
                Thread.Sleep(SteadyMilliseconds);
                continue;
            }

            for (var slot = 1; slot <= SoftDimmer.Slots; slot++)
            {
                if (slot < SoftDimmer.Slots && !lights.Any(light => light.OnSlots == slot)) continue;
                var left = slot - (clock.Elapsed - began).TotalMilliseconds;
                if (left > 0) Thread.Sleep((int)Math.Ceiling(left - 0.5));
                if (slot < SoftDimmer.Slots) DarkenAfter(slot);
            }
        }

        foreach (var light in lights) light.Switch(false);
    }

    /// <summary>Begins a period.</summary>
    /// <param name="seconds">Any monotonic clock.</param>
    /// <returns>Whether a light is neither fully on nor off in it.</returns>
    public bool Begin(double seconds)
    {
        var view = look();
        _show.Look(view, seconds);
        var isDimmed = false;
        foreach (var light in lights)
        {
            light.Begin(_show.BrightnessOf(light.Options, view, seconds));
            isDimmed |= light.OnSlots is > 0 and < SoftDimmer.Slots;
        }

        return isDimmed;
    }

    private void DarkenAfter(int slot)
    {
        foreach (var light in lights)
            if (light.OnSlots == slot) light.Switch(false);
    }
}
