namespace MusicGen.Core;

/// <summary>What a model's time cells are: a property of the model, not of the program.</summary>
public enum TimeBase
{
    /// <summary>Cells of 10 ms: music as played, with no metre.</summary>
    Performed,

    /// <summary>Cells of 1/24 of a quarter: music as written, with the position in the bar as an input.</summary>
    Metric,
}
