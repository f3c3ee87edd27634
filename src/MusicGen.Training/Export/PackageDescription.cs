using MusicGen.Core;

namespace MusicGen.Training;

/// <summary>What a model package says of itself beyond its network: the parts of the manifest that <see cref="PackageExporter"/> is given.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed record PackageDescription
{
    /// <summary>One sentence for people.</summary>
    public required string Description { get; init; }

    /// <summary>Recipe of the trainer that made it.</summary>
    public required string Recipe { get; init; }

    /// <summary>Sampling values that suit the model.</summary>
    public SamplingDefaults Sampling { get; init; } = new();

    /// <summary>General MIDI program to play with where notes carry no instrument, 0–127.</summary>
    public int Program { get; init; }

    /// <summary>General MIDI program 0–127 of each of the 16 families, where notes carry an instrument; else empty.</summary>
    public IReadOnlyList<int> FamilyPrograms { get; init; } = [];

    /// <summary>Tempo that suits a model of the metric time base, in quarters a minute.</summary>
    public double Bpm { get; init; } = 120;

    /// <summary>What it was trained on.</summary>
    public required TrainingRecord Training { get; init; }

    /// <summary>Held-out figures by name; export adds those it measures itself.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();

    /// <summary>The runs of its training music, so that it is not played back; null = not told.</summary>
    public TrainingGrams? Grams { get; init; }

    /// <summary>Further text files of the package by file name, for example its model card.</summary>
    public IReadOnlyDictionary<string, string> Documents { get; init; } = new Dictionary<string, string>();
}
