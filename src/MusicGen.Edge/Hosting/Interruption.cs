using System.Runtime.InteropServices;

namespace MusicGen.Edge;

/// <summary>
/// Turns Ctrl-C and SIGTERM into a cancelled token, so that what is at work ends gracefully. A second signal ends the
/// process at once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

    /// <summary>Listens from now on.</summary>
    public Interruption()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        // Not cancelled a second time: then the default action stands and the process ends.
        context.Cancel = !_source.IsCancellationRequested;
        if (context.Cancel) _source.Cancel();
    }
}
