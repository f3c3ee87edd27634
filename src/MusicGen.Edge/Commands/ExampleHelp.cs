using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace MusicGen.Edge;

/// <summary>Help as the library writes it, at a fixed width, with the verb's examples after it.</summary>
internal sealed class ExampleHelp : SynchronousCommandLineAction
{
    private readonly HelpAction _help = new() { MaxWidth = 110 };

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        _help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        var command = parseResult.CommandResult.Command;
        var examples = command is Verb verb ? verb.Examples : [.. command.Subcommands.OfType<Verb>().Select(v => v.Examples[0])];
        output.WriteLine(examples.Count == 1 ? "Example:" : "Examples:");
        foreach (var example in examples) output.WriteLine($"  {example}");
        return ExitCode.Done;
    }
}
