namespace MusicGen.Bindings.OpenAL;

/// <summary>What a context is asked for at its making; what stays null is left to the library.</summary>
public class ALContextAttributes
{
    private const int ValuesPerAttribute = 2;

    public ALContextAttributes()
    {
    }

    public ALContextAttributes(int? frequency, int? monoSources, int? stereoSources, int? refresh, bool? sync)
    {
        Frequency = frequency;
        MonoSources = monoSources;
        StereoSources = stereoSources;
        Refresh = refresh;
        Sync = sync;
    }

    /// <value>Output sample rate, Hz.</value>
    public int? Frequency { get; set; }

    public int? MonoSources { get; set; }

    public int? StereoSources { get; set; }

    /// <value>Mixing periods a second, Hz.</value>
    public int? Refresh { get; set; }

    public bool? Sync { get; set; }

    /// <value>Further pairs of attribute and value, without an end mark.</value>
    public int[] AdditionalAttributes { get; set; } = [];

    /// <summary>Pairs of attribute and value, ended by 0.</summary>
    public int[] CreateAttributeArray()
    {
        var array = new List<int>();
        Add(AlcContextAttributes.Frequency, Frequency);
        Add(AlcContextAttributes.MonoSources, MonoSources);
        Add(AlcContextAttributes.StereoSources, StereoSources);
        Add(AlcContextAttributes.Refresh, Refresh);
        Add(AlcContextAttributes.Sync, Sync is { } sync ? (sync ? 1 : 0) : null);
        array.AddRange(AdditionalAttributes ?? []);
        array.Add(0);
        return [.. array];

        void Add(AlcContextAttributes attribute, int? value)
        {
            if (value is { } known)
            {
                array.Add((int)attribute);
                array.Add(known);
            }
        }
    }

    internal static ALContextAttributes FromArray(ReadOnlySpan<int> array)
    {
        var attributes = new ALContextAttributes();
        var others = new List<int>();
        for (var i = 0; i + 1 < array.Length && array[i] != 0; i += ValuesPerAttribute)
        {
            attributes.Take((AlcContextAttributes)array[i], array[i + 1], others);
        }

        attributes.AdditionalAttributes = [.. others];
        return attributes;
    }

    private void Take(AlcContextAttributes attribute, int value, List<int> others)
    {
        switch (attribute)
        {
            case AlcContextAttributes.Frequency:
                Frequency = value;
                break;
            case AlcContextAttributes.MonoSources:
                MonoSources = value;
                break;
            case AlcContextAttributes.StereoSources:
                StereoSources = value;
                break;
            case AlcContextAttributes.Refresh:
                Refresh = value;
                break;
            case AlcContextAttributes.Sync:
                Sync = value != 0;
                break;
            default:
                others.Add((int)attribute);
                others.Add(value);
                break;
        }
    }
}
