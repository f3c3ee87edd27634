using Microsoft.Extensions.Hosting;

namespace MusicGen.Edge;

/// <summary>Keeps the web server from listening to Ctrl-C and SIGTERM: when the box ends is the program's own affair.</summary>
internal sealed class NoHostLifetime : IHostLifetime
{
    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
