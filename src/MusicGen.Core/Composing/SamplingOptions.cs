namespace MusicGen.Core;

/// <summary>How each field of a vocabulary is drawn; made from a model's defaults and a preset's wishes, read by <see cref="Composer"/>.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class SamplingOptions
{
    private readonly FieldSampling[] _fields;

    private SamplingOptions(Vocabulary vocabulary, FieldSampling[] fields)
    {
        Vocabulary = vocabulary;
        _fields = fields;
    }

    /// <summary>The vocabulary whose fields these are.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>The settings of an output field.</summary>
    /// <param name="field">Index in <see cref="Vocabulary.OutputFields"/>.</param>
    public FieldSampling this[int field] => _fields[field];

    /// <summary>The same settings for every field.</summary>
    /// <param name="vocabulary">The model's vocabulary.</param>
    /// <param name="settings">The settings.</param>
    public static SamplingOptions Same(Vocabulary vocabulary, FieldSampling settings)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        var fields = new FieldSampling[vocabulary.OutputFields.Count];
        Array.Fill(fields, settings);
        return new SamplingOptions(vocabulary, fields);
    }

    /// <summary>What the model's manifest says suits it.</summary>
    /// <param name="vocabulary">The model's vocabulary.</param>
    /// <param name="defaults">The manifest's sampling values.</param>
    public static SamplingOptions From(Vocabulary vocabulary, SamplingDefaults defaults)
    {
        ArgumentNullException.ThrowIfNull(defaults);
        var options = Same(vocabulary, new FieldSampling(1, defaults.TopK, defaults.TopP));
        foreach (var (name, temperature) in defaults.Temperature)
            options = options.With(name, options[options.IndexOf(name)] with { Temperature = temperature });
        return options;
    }

    /// <summary>The settings of a field by name.</summary>
    /// <param name="fieldName">One of <see cref="FieldNames"/>, an output field of the vocabulary.</param>
    /// <exception cref="ArgumentException">The vocabulary has no such output field.</exception>
    public FieldSampling Of(string fieldName) => _fields[IndexOf(fieldName)];

    /// <summary>A copy with one field's settings changed.</summary>
    /// <param name="fieldName">One of <see cref="FieldNames"/>, an output field of the vocabulary.</param>
    /// <param name="settings">The new settings.</param>
    /// <exception cref="ArgumentException">The vocabulary has no such output field.</exception>
    public SamplingOptions With(string fieldName, FieldSampling settings)
    {
        FieldSampling[] fields = [.. _fields];
        fields[IndexOf(fieldName)] = settings;
        return new SamplingOptions(Vocabulary, fields);
    }

    private int IndexOf(string fieldName)
    {
        var index = Vocabulary.OutputIndex(fieldName);
        if (index >= 0) return index;
        var names = string.Join(", ", Vocabulary.OutputFields.Select(f => f.Name));
        throw new ArgumentException($"An output field of the model ({names}) expected, found '{fieldName}'; name one of them.", nameof(fieldName));
    }
}
