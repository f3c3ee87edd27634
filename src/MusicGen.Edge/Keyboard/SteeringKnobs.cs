namespace MusicGen.Edge;

/// <summary>Turns controllers that are bound into steering events for the inbox; the last position always arrives, those between may not.</summary>
/// <remarks>Single-threaded: the input thread. Allocates in its constructor only.</remarks>
internal sealed class SteeringKnobs(ControllerBindings bindings, Inbox inbox, Func<long> frame)
{
    private const int MostValue = 127;

    private readonly double[] _told = NoValues();
    private readonly SteeringParameter?[] _toldOf = new SteeringParameter?[128];
    private readonly double[] _owed = NoValues();
    private int _owedCount;

    /// <summary>Whether every last position has arrived.</summary>
    public bool IsSettled => _owedCount == 0;

    /// <summary>The value of a parameter at a position 0–127 of a knob, in whole steps.</summary>
    public static double ValueAt(SteeringParameter parameter, int position)
    {
        var range = parameter.Most - parameter.Least;
        var value = parameter.Least + Math.Round(range * position / MostValue / parameter.Step) * parameter.Step;
        return position >= MostValue ? parameter.Most : Math.Min(value, parameter.Most);
    }

    /// <summary>A controller was moved.</summary>
    /// <returns>Whether it is a knob of the box; otherwise it is the synthesizer's.</returns>
    public bool Turn(int control, int position)
    {
        bindings.Move(control);
        if (bindings.ParameterOf(control) is not { } parameter) return false;
        var value = ValueAt(parameter, position);
        // A knob sends more positions than there are steps: nothing is composed anew for the same value.
        if (_toldOf[control] == parameter && double.IsNaN(_owed[control]) && _told[control] == value) return true;
        if (double.IsNaN(_owed[control])) _owedCount++;
        _owed[control] = value;
        _toldOf[control] = parameter;
        Settle();
        return true;
    }

    /// <summary>Tells what is owed, as far as there is room.</summary>
    public void Settle()
    {
        for (var control = 0; _owedCount > 0 && control < _owed.Length; control++)
        {
            if (double.IsNaN(_owed[control])) continue;
            if (!inbox.TryPost(new BoxEvent(BoxEventKind.Steered, BoxEventSource.Midi, control, _owed[control], _toldOf[control]!.Name, frame()))) return;
            _told[control] = _owed[control];
            _owed[control] = double.NaN;
            _owedCount--;
        }
    }

    private static double[] NoValues()
    {
        var values = new double[128];
        Array.Fill(values, double.NaN);
        return values;
    }
}
