namespace MusicGen.Training;

/// <summary>Where the pieces of a dataset come from, for the cards of models trained on it.</summary>
internal sealed record DatasetSource(string Name, string Licence, string Credit);
