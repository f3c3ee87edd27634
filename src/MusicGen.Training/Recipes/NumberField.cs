namespace MusicGen.Training;

/// <summary>
/// A field that is predicted as one number, turned into scores of its values: those of a Laplace distribution around the prediction, as which it is charged
/// and drawn. Temperature makes it wider or narrower; at 0 the prediction itself comes.
/// </summary>
internal sealed class NumberField
{
    /// <summary>Share of the output's scale that stands for the width until one has been measured.</summary>
    private const double UnknownWidth = 0.25;

    private readonly float _scale, _offset;

    /// <param name="representation">What values stand for.</param>
    /// <param name="field">Output field.</param>
    /// <param name="width">Mean absolute error in the units of values; 0 = not known.</param>
    public NumberField(Representation representation, int field, double width)
    {
        var (scale, offset) = representation.OutputScale(field);
        if (!(width > 0)) width = UnknownWidth * scale;
        (_scale, _offset) = ((float)(scale / width), (float)(offset / width));
        var values = Enumerable.Range(0, representation.Vocabulary.OutputFields[field].Size).ToArray();
        Places = [.. values.Select(value => (float)(representation.NumberOf(field, value) / width))];
        Room = [.. values.Select(value => (float)(representation.RemainderBits(field, value) * Math.Log(2)))];
    }

    /// <summary>(V) the number that each value stands for, in widths of the distribution.</summary>
    public float[] Places { get; }

    /// <summary>(V) natural logarithm of the cells that each value covers.</summary>
    public float[] Room { get; }

    /// <summary>What a weight of the output layer becomes, so that the output is in widths.</summary>
    public float Weight(float value) => value * _scale;

    /// <summary>What its bias becomes.</summary>
    public float Bias(float value) => value * _scale + _offset;

    /// <summary>Scores of the values around an output of the network as trained.</summary>
    public float[] Logits(float output)
    {
        var at = output * _scale + _offset;
        return [.. Places.Select((place, value) => Room[value] - Math.Abs(at - place))];
    }
}
