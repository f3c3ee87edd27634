using System.Diagnostics;
using Microsoft.Playwright;

namespace MusicGen.Edge.Page.Tests;

/// <summary>A Chromium of a test's own, whose process the test holds: it is gone in the end whatever state it is in.</summary>
internal sealed class OwnChromium : IAsyncDisposable
{
    private const string AddressWords = "DevTools listening on ";

    private static readonly TimeSpan _mostToEnd = TimeSpan.FromSeconds(10);

    private readonly DirectoryInfo _profile = Directory.CreateTempSubdirectory("musicgen-chromium-");
    private readonly Process _process;
    private readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IPlaywright? _playwright;

    private OwnChromium()
    {
        var start = new ProcessStartInfo(Browser.ExecutablePath!) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var flag in Browser.Flags) start.ArgumentList.Add(flag);
        start.ArgumentList.Add("--remote-debugging-port=0");
        start.ArgumentList.Add("--hide-scrollbars");
        start.ArgumentList.Add("--autoplay-policy=no-user-gesture-required");
        start.ArgumentList.Add($"--user-data-dir={_profile.FullName}");
        start.ArgumentList.Add("about:blank");
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { } text && text.StartsWith(AddressWords, StringComparison.Ordinal)) _address.TrySetResult(text[AddressWords.Length..]);
        };
    }

    /// <summary>A window in it, and the way to more.</summary>
    public IBrowser Windows { get; private set; } = null!;

    public static async Task<OwnChromium> StartAsync()
    {
        var chromium = new OwnChromium();
        try
        {
            chromium._process.Start();
            chromium._process.BeginErrorReadLine();
            chromium._process.BeginOutputReadLine();
            var address = await chromium._address.Task.WaitAsync(Limits.Token());
            chromium._playwright = await Playwright.CreateAsync().WaitAsync(Limits.Token());
            chromium.Windows = await chromium._playwright.Chromium.ConnectOverCDPAsync(address).WaitAsync(Limits.Token());
            return chromium;
        }
        catch
        {
            await chromium.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Not asked to close: a browser that hangs would not.
        try
        {
            if (!_process.HasExited) _process.Kill(entireProcessTree: true);
            using var limit = new CancellationTokenSource(_mostToEnd);
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (InvalidOperationException)
        {
            // It never started.
        }

        _process.Dispose();
        try
        {
            // Playwright has a process of its own.
            await Task.Run(() => _playwright?.Dispose()).WaitAsync(_mostToEnd);
            _profile.Delete(recursive: true);
        }
        catch (Exception e) when (e is TimeoutException or IOException)
        {
            // It ends with this process; and a child of the browser may still be writing its last file.
        }
    }
}
