namespace MusicGen.Edge;

/// <summary>
/// The installation or a configuration file is at fault; ends the program with <see cref="ExitCode.Configuration"/> and
/// one line per fault.
/// </summary>
internal sealed class ConfigurationException : Exception
{
    /// <summary>One or more faults, each a sentence.</summary>
    public ConfigurationException(params IReadOnlyList<string> faults)
        : base(string.Join(Environment.NewLine, faults)) => Faults = faults;

    /// <summary>One sentence per fault.</summary>
    public IReadOnlyList<string> Faults { get; }
}
