namespace MusicGen.Edge;

/// <summary>
/// Turns parameters by steps. The box takes a moment to say where a parameter stands, so quick turns count on from where the last step went.
/// </summary>
/// <remarks>Single-threaded.</remarks>
internal sealed class PanelKnobs
{
    private const int RememberedMilliseconds = 1500;

    private readonly Dictionary<string, (double Value, long At)> _last = [];

    /// <summary>The value after so many steps, within the parameter's range.</summary>
    /// <param name="parameter">What is turned.</param>
    /// <param name="steps">Up, or negative: down.</param>
    /// <param name="state">The box now.</param>
    /// <param name="now">In milliseconds.</param>
    public double Turn(SteeringParameter parameter, int steps, BoxState state, long now)
    {
        var from = _last.TryGetValue(parameter.Name, out var last) && now - last.At < RememberedMilliseconds
            ? last.Value
            : state.InForce.GetValueOrDefault(parameter.Name, double.NaN);
        // Not said yet: turning begins in the middle.
        if (double.IsNaN(from)) from = parameter.Least + Math.Round((parameter.Most - parameter.Least) / 2 / parameter.Step) * parameter.Step;
        var value = Math.Clamp(Math.Round((from + steps * parameter.Step) / parameter.Step) * parameter.Step, parameter.Least, parameter.Most);
        _last[parameter.Name] = (value, now);
        return value;
    }
}
