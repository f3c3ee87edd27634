namespace MusicGen.Core;

/// <summary>One data set a model was trained on.</summary>
/// <param name="Name">Name of the set.</param>
/// <param name="Licence">Its licence.</param>
/// <param name="Credit">Who is to be credited, and how.</param>
public sealed record TrainingSource(string Name, string Licence, string Credit);
