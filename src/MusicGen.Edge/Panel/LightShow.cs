using System.Globalization;

namespace MusicGen.Edge;

/// <summary>How bright each light is, out of what the box does: the patterns put to use. Stands between the box's state and the lights' switching.</summary>
/// <remarks>Single-threaded.</remarks>
internal sealed class LightShow
{
    // Where no light shows faults alone, the state's light tells the number once in so many seconds.
    private const double FaultEverySeconds = 10;

    private const double ChosenBrightness = 0.12;

    private readonly bool _hasFaultLight;
    private BoxPhase _phase;
    private double _phaseBegan, _faultBegan = double.NaN;
    private int _number;

    /// <summary>Makes the show of these lights.</summary>
    public LightShow(IReadOnlyList<LightOptions> lights) => _hasFaultLight = lights.Any(light => light.Shows == LightSubject.Fault);

    /// <summary>Takes in what the box does now.</summary>
    /// <param name="view">The box.</param>
    /// <param name="seconds">Any monotonic clock.</param>
    public void Look(PanelView view, double seconds)
    {
        if (view.State.Phase != _phase)
        {
            _phase = view.State.Phase;
            _phaseBegan = seconds;
        }

        var number = view.Faults.Count > 0 ? FaultNumber.Of(view.Faults[0]) : 0;
        if (number == _number) return;
        _number = number;
        _faultBegan = seconds;
    }

    /// <summary>Brightness of a light.</summary>
    /// <returns>0–1.</returns>
    public double BrightnessOf(LightOptions light, PanelView view, double seconds) => light.Brightness * light.Shows switch
    {
        LightSubject.Fault => _number == 0 ? 0 : LightPattern.OfFault(_number, seconds - _faultBegan),
        LightSubject.Preset => OfPreset(light.Preset!, view.State),
        _ => OfState(seconds),
    };

    private static double OfPreset(string name, BoxState state)
    {
        var isChosen = state.Preset == name
            || (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && state.Presets.ElementAtOrDefault(number - 1) == state.Preset);
        return !isChosen ? 0 : state.IsPlaying ? 1 : ChosenBrightness;
    }

    private double OfState(double seconds)
    {
        if (_number != 0 && !_hasFaultLight)
        {
            var at = (seconds - _faultBegan) % FaultEverySeconds;
            if (at < LightPattern.LengthOf(_number)) return LightPattern.OfFault(_number, at);
        }

        return LightPattern.Of(_phase, seconds - _phaseBegan);
    }
}
