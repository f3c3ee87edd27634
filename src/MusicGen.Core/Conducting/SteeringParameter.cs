namespace MusicGen.Core;

/// <summary>
/// One thing that can be turned while it plays. The one table for panel, page and MIDI controllers: names, ranges, and what
/// turning does to the <see cref="Settings"/> of a preset.
/// </summary>
public sealed class SteeringParameter
{
    private readonly Func<Settings, double, Settings> _turn;
    private readonly Func<Settings, double> _read;

    private SteeringParameter(
        string name, string title, string unit, double least, double most, double step,
        Func<Settings, double> read, Func<Settings, double, Settings> turn)
    {
        (Name, Title, Unit, Least, Most, Step) = (name, title, unit, least, most, step);
        (_read, _turn) = (read, turn);
    }

    /// <summary>Every parameter, in the order of a panel.</summary>
    public static IReadOnlyList<SteeringParameter> All { get; } =
    [
        new("volume", "Volume", "", 0, 1.5, 0.05, s => s.Volume, (s, v) => s with { Volume = v }),
        new("tempo", "Tempo", "×", 0.4, 2.5, 0.05, s => s.Steering.TempoFactor, (s, v) => With(s, s.Steering with { TempoFactor = v })),
        Level("density", "Notes a second", s => s.Density, (s, v) => s with { Density = v }),
        Level("dynamics", "Loud or soft", s => s.Dynamics, (s, v) => s with { Dynamics = v }),
        Level("register", "High or low", s => s.Register, (s, v) => s with { Register = v }),
        Level("polyphony", "Notes together", s => s.Polyphony, (s, v) => s with { Polyphony = v }),
        new("temperature", "Freedom", "×", 0, 2, 0.05, s => s.Steering.TemperatureFactor, (s, v) => With(s, s.Steering with { TemperatureFactor = v })),
        Choice("key", "Key", Scale.TonicNames),
        Choice("scale", "Scale", Scale.ScaleNames),
        new("maxPolyphony", "Most notes together", "notes", 1, 64, 1, s => s.Steering.MaxPolyphony, (s, v) => With(s, s.Steering with { MaxPolyphony = Whole(v) })),
        new("noteLength", "Longest note", "s", 0.1, 16, 0.1, s => s.Steering.MaxNoteSeconds, (s, v) => With(s, s.Steering with { MaxNoteSeconds = v })),
        new("lowestPitch", "Lowest note", "", 0, 115, 1, s => s.Steering.LowestPitch, TurnLowest),
        new("highestPitch", "Highest note", "", 12, 127, 1, s => s.Steering.HighestPitch, TurnHighest),
        new("instruments", "Instruments", "", 1, Steering.AllInstruments, 1, s => s.Steering.Instruments, (s, v) => With(s, s.Steering with { Instruments = Whole(v) })),
        new("topK", "Choose among", "values", 0, 128, 1, s => s.Sampling[0].TopK, (s, v) => EveryField(s, field => field with { TopK = Whole(v) })),
        new("topP", "Choose within", "", 0.05, 1, 0.01, s => s.Sampling[0].TopP, (s, v) => EveryField(s, field => field with { TopP = v })),
        FieldTemperature("Freedom of pitch", FieldNames.Pitch, FieldNames.PitchClass, FieldNames.Octave),
        FieldTemperature("Freedom of time", FieldNames.Shift, FieldNames.Step, FieldNames.Gap),
        FieldTemperature("Freedom of length", FieldNames.Duration, FieldNames.Length),
        FieldTemperature("Freedom of touch", FieldNames.Velocity),
    ];

    /// <summary>Name in events, files and addresses.</summary>
    public string Name { get; }

    /// <summary>A few words for people.</summary>
    public string Title { get; }

    /// <summary>Unit for people; empty where there is none.</summary>
    public string Unit { get; }

    /// <summary>Smallest value.</summary>
    public double Least { get; }

    /// <summary>Largest value.</summary>
    public double Most { get; }

    /// <summary>One click of a knob.</summary>
    public double Step { get; }

    /// <summary>Words for the values from <see cref="Least"/> on; empty where the value is a number.</summary>
    public IReadOnlyList<string> Choices { get; private init; } = [];

    /// <summary>The parameter of a name, or null.</summary>
    public static SteeringParameter? Find(string? name)
    {
        foreach (var parameter in All)
            if (parameter.Name == name) return parameter;
        return null;
    }

    /// <summary>Its value in settings; NaN = not said.</summary>
    public double Read(Settings settings) => _read(settings);

    /// <summary>Settings with this parameter turned.</summary>
    /// <param name="settings">What it is turned in.</param>
    /// <param name="value">Its value, clamped to its range.</param>
    public Settings Turn(Settings settings, double value) => _turn(settings, Math.Clamp(value, Least, Most));

    /// <summary>A preset's settings with everything that was turned since.</summary>
    /// <param name="settings">As the preset has them.</param>
    /// <param name="turned">Values by name; unknown names are passed over.</param>
    public static Settings TurnAll(Settings settings, IReadOnlyDictionary<string, double> turned)
    {
        ArgumentNullException.ThrowIfNull(turned);
        foreach (var parameter in All)
            if (parameter._turn != TurnScale && turned.TryGetValue(parameter.Name, out var value)) settings = parameter.Turn(settings, value);
        // Key and scale are one rule: either one alone means C, or major.
        var hasKey = turned.TryGetValue("key", out var key);
        var hasScale = turned.TryGetValue("scale", out var scale);
        if (!hasKey && !hasScale) return settings;
        var classes = Scale.Of(hasKey ? Whole(Math.Clamp(key, 0, 11)) : 0, hasScale ? Whole(Math.Clamp(scale, 0, Scale.ScaleNames.Count - 1)) : 1);
        return With(settings, settings.Steering with { PitchClasses = classes.PitchClasses, Key = classes.Key });
    }

    // A knob that is nearly closed says nothing; the rest of its way are the levels and all between them.
    private static SteeringParameter Level(string name, string title, Func<Steering, double> read, Func<Steering, double, Steering> turn) =>
        new(name, title, "", 0, Controls.Levels, 1, s => read(s.Steering), (s, v) => With(s, turn(s.Steering, v < 0.5 ? 0 : Math.Max(1, v))));

    private static SteeringParameter Choice(string name, string title, IReadOnlyList<string> choices) =>
        new(name, title, "", 0, choices.Count - 1, 1, _ => double.NaN, TurnScale) { Choices = choices };

    // A model has one of the fields that mean the same, or none: then nothing is said and turning it changes nothing.
    private static SteeringParameter FieldTemperature(string title, params string[] fields) =>
        new($"temperature.{fields[0]}", title, "", 0, 2, 0.05, s => ReadTemperature(s.Sampling, fields), (s, v) => TurnTemperature(s, fields, v));

    private static double ReadTemperature(SamplingOptions sampling, string[] fields)
    {
        foreach (var field in fields)
            if (sampling.Vocabulary.OutputIndex(field) >= 0) return sampling.Of(field).Temperature;
        return double.NaN;
    }

    private static Settings TurnTemperature(Settings settings, string[] fields, double value)
    {
        var sampling = settings.Sampling;
        foreach (var field in fields)
            if (sampling.Vocabulary.OutputIndex(field) >= 0) sampling = sampling.With(field, sampling.Of(field) with { Temperature = value });
        return settings with { Sampling = sampling };
    }

    // Done for both at once, after all others.
    private static Settings TurnScale(Settings settings, double value) => settings;

    // An octave stays between the two, so that whatever the scale something is left to play.
    private static Settings TurnLowest(Settings settings, double value) => With(settings, settings.Steering with
    {
        LowestPitch = Whole(value),
        HighestPitch = Math.Max(settings.Steering.HighestPitch, Math.Min(127, Whole(value) + 12)),
    });

    private static Settings TurnHighest(Settings settings, double value) => With(settings, settings.Steering with
    {
        HighestPitch = Whole(value),
        LowestPitch = Math.Min(settings.Steering.LowestPitch, Math.Max(0, Whole(value) - 12)),
    });

    private static Settings EveryField(Settings settings, Func<FieldSampling, FieldSampling> change)
    {
        var sampling = settings.Sampling;
        foreach (var field in sampling.Vocabulary.OutputFields) sampling = sampling.With(field.Name, change(sampling.Of(field.Name)));
        return settings with { Sampling = sampling };
    }

    private static Settings With(Settings settings, Steering steering) => settings with { Steering = steering };

    private static int Whole(double value) => (int)Math.Round(value, MidpointRounding.AwayFromZero);
}
