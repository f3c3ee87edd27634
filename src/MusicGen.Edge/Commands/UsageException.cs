namespace MusicGen.Edge;

/// <summary>The command line asks for something that there is not; ends the program with <see cref="ExitCode.Usage"/>.</summary>
internal sealed class UsageException(string message) : Exception(message);
