using System.CommandLine;
using System.Runtime.InteropServices;

namespace MusicGen.Training.Commands;

/// <summary>The verbs of <c>musicgen-train</c>, their errors and exit codes: 0 done, 1 failed, 2 usage, 130 interrupted.</summary>
internal static class TrainingCli
{
    public const int Done = 0, Failed = 1, Usage = 2, Interrupted = 130;

    public static int Run(string[] args, TextWriter output, TextWriter error)
    {
        var root = new RootCommand("musicgen-train: trains the models of the music box from folders of MIDI files, off the box.")
        {
            InspectCommand.Create(output, error),
            PrepareCommand.Create(output, error),
            TrainCommand.Create(output, error, args),
            CompareCommand.Create(output, error, args),
            PianoRollCommand.Create(output, error),
            EvaluateCommand.Create(output, error),
            GenerateCommand.Create(output, error, args),
            ExportCommand.Create(output, error, args),
            ReportCommand.Create(output, error, args),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var fault in parsed.Errors) error.WriteLine($"musicgen-train: {fault.Message}");
            error.WriteLine($"Try 'musicgen-train {(parsed.CommandResult.Command == root ? "" : parsed.CommandResult.Command.Name + " ")}--help'.");
            return Usage;
        }

        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, c => OnSignal(c, stop, error));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, c => OnSignal(c, stop, error));
        try
        {
            var configuration = new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return parsed.InvokeAsync(configuration, stop.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            error.WriteLine("musicgen-train: interrupted; what was done so far is kept.");
            return Interrupted;
        }
        catch (Exception e) when (IsExpected(e))
        {
            error.WriteLine($"musicgen-train: {Sentence(e)}");
            return Failed;
        }
    }

    private static void OnSignal(PosixSignalContext context, CancellationTokenSource stop, TextWriter error)
    {
        // The second signal is not held back: it ends the process.
        if (stop.IsCancellationRequested) return;
        context.Cancel = true;
        error.WriteLine();
        error.WriteLine("stopping; a second Ctrl-C quits at once");
        stop.Cancel();
    }

    /// <summary>Errors of files, data and native libraries; anything else is a fault of ours and keeps its stack.</summary>
    private static bool IsExpected(Exception e) => e is IOException or InvalidDataException or UnauthorizedAccessException
        or ArgumentException or NotSupportedException or DllNotFoundException or ExternalException or TypeInitializationException;

    private static string Sentence(Exception e) => e is TypeInitializationException { InnerException: { } inner } ? Sentence(inner) : e.Message;
}
