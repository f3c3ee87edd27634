namespace MusicGen.Training;

/// <summary>One readable file in the account of a folder.</summary>
/// <param name="File">Its name from the folder on.</param>
/// <param name="Notes">Its notes.</param>
/// <param name="Seconds">Its duration.</param>
/// <param name="Instruments">Its instruments by name, each once.</param>
/// <param name="HasPedal">Whether the sustain pedal is used.</param>
/// <param name="Suspicions">What a person should look at.</param>
internal sealed record FileRow(string File, int Notes, double Seconds, IReadOnlyList<string> Instruments, bool HasPedal, IReadOnlyList<string> Suspicions);
