using System.CommandLine;

namespace MusicGen.Edge;

/// <summary>One verb of <c>musicgen</c>: a command whose help ends with examples.</summary>
internal sealed class Verb(string name, string description, params IReadOnlyList<string> examples) : Command(name, description)
{
    /// <summary>Command lines that work as they stand.</summary>
    public IReadOnlyList<string> Examples { get; } = examples;
}
