using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace MusicGen.Edge;

/// <summary>
/// The front door: builds the verbs, runs one, and turns every ending into an exit code and, where it is not a good one,
/// one clear sentence on the error stream.
/// </summary>
internal static class CommandLine
{
    private const string Name = "musicgen";

    /// <summary>Runs one command line.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Run(IReadOnlyList<string> arguments, Surroundings surroundings)
    {
        var parsed = CreateRoot(surroundings).Parse(arguments);
        if (parsed.Action is ParseErrorAction || (parsed.Errors.Count > 0 && parsed.Action is not ExampleHelp))
        {
            foreach (var error in parsed.Errors) surroundings.Error.WriteLine($"musicgen: {error.Message}");
            surroundings.Error.WriteLine($"Try: {PathOf(parsed.CommandResult.Command)} --help");
            return ExitCode.Usage;
        }

        var configuration = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
            Output = surroundings.Out,
            Error = surroundings.Error,
        };
        return Guard(() => parsed.Invoke(configuration), surroundings);
    }

    private static Command CreateRoot(Surroundings surroundings)
    {
        // Not a RootCommand: that is named after the process, which may be dotnet.
        var root = new Command(Name, "MusicGen.Edge: a music box that composes while it plays.")
        {
            new HelpOption { Action = new ExampleHelp() },
            new VersionOption(),
            RenderCommand.Create(surroundings),
            RunCommand.Create(surroundings),
            PlayAlongCommand.Create(surroundings),
            PresetsCommand.Create(surroundings),
            ModelsCommand.Create(surroundings),
            DevicesCommand.Create(surroundings),
            DoctorCommand.Create(surroundings),
            BenchCommand.Create(surroundings),
            StatusCommand.Create(surroundings),
        };
        return root;
    }

    private static int Guard(Func<int> run, Surroundings surroundings)
    {
        try
        {
            return run();
        }
        catch (OperationCanceledException)
        {
            surroundings.Error.WriteLine("musicgen: interrupted; nothing was kept of what was not finished.");
            return ExitCode.Interrupted;
        }
        catch (UsageException e)
        {
            surroundings.Error.WriteLine($"musicgen: {e.Message}");
            return ExitCode.Usage;
        }
        catch (ConfigurationException e)
        {
            foreach (var fault in e.Faults) surroundings.Error.WriteLine($"config: {fault}");
            return ExitCode.Configuration;
        }
        catch (DllNotFoundException e)
        {
            surroundings.Error.WriteLine($"config: {e.Message}");
            return ExitCode.Configuration;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            surroundings.Error.WriteLine($"musicgen: {e.Message}");
            return ExitCode.Failed;
        }
        catch (Exception e)
        {
            // A fault of ours or of an engine: all that is known, for whoever mends it.
            surroundings.Error.WriteLine($"musicgen: {e}");
            return ExitCode.Failed;
        }
    }

    private static string PathOf(Command command) => command.Name == Name ? Name : $"{Name} {command.Name}";
}
