namespace MusicGen.Training;

/// <summary>A file that is not in the dataset, and why.</summary>
internal sealed record SkippedFile(string File, string Reason);
