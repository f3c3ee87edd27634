namespace MusicGen.Core;

/// <summary>What a preset's knobs stand at and which of them were turned since it was chosen. Part of <see cref="Conductor"/>.</summary>
internal sealed class Knobs
{
    private readonly Dictionary<string, double> _turned = [];
    private Settings _preset;

    public Knobs(Settings preset) => Settings = _preset = preset;

    /// <summary>What is in force.</summary>
    public Settings Settings { get; private set; }

    /// <summary>A copy of what was turned, by name.</summary>
    public IReadOnlyDictionary<string, double> Turned => new Dictionary<string, double>(_turned);

    /// <summary>What is in force, by name; NaN = not said.</summary>
    public IReadOnlyDictionary<string, double> InForce => SteeringParameter.All.ToDictionary(parameter => parameter.Name, parameter => parameter.Read(Settings));

    /// <summary>Puts all knobs where a preset has them.</summary>
    public void Begin(Settings preset)
    {
        _turned.Clear();
        Settings = _preset = preset;
    }

    /// <summary>Turns one.</summary>
    /// <param name="name">Name of a <see cref="SteeringParameter"/>; another one is passed over.</param>
    /// <param name="value">Its value, NaN = as the preset has it.</param>
    /// <returns>Whether the composer has to know.</returns>
    public bool Turn(string? name, double value)
    {
        if (SteeringParameter.Find(name) is not { } parameter) return false;
        if (double.IsNaN(value)) _turned.Remove(parameter.Name);
        else _turned[parameter.Name] = Math.Clamp(value, parameter.Least, parameter.Most);
        var before = Settings;
        Settings = SteeringParameter.TurnAll(_preset, _turned);
        return Settings.Steering != before.Steering || !ReferenceEquals(Settings.Sampling, before.Sampling);
    }
}
