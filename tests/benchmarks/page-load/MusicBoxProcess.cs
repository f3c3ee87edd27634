using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace MusicGen.Benchmarks;

/// <summary>
/// The real <c>musicgen run</c> as a process of its own, with its page on a free port and all that it writes in a folder that goes
/// with it. Whatever happens, it is gone when this is disposed of.
/// </summary>
public sealed class MusicBoxProcess : IAsyncDisposable
{
    private const string AddressWords = "the page is at ";

    private static readonly TimeSpan _mostToEnd = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private readonly TaskCompletionSource<Uri> _served = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private MusicBoxProcess(string folder, string? token, IEnumerable<string> arguments)
    {
        Folder = folder;
        LogPath = Path.Combine(folder, "log.jsonl");
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { FindProgram(), "run", "--config", WriteConfiguration(folder, token), "--log", LogPath },
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        // Consumes in real time, on any machine, and nobody hears it.
        start.Environment["ALSOFT_DRIVERS"] = "null";
        start.Environment.Remove("NOTIFY_SOCKET");
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.Exited += (_, _) => _served.TrySetException(new InvalidOperationException($"A box that goes on playing expected, but it ended:\n{Said}"));
    }

    /// <summary>Where its page is.</summary>
    public Uri Address { get; private set; } = new("http://localhost/");

    /// <summary>Number of its process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Asks it by HTTP.</summary>
    public HttpClient Http { get; } = new() { Timeout = TimeSpan.FromSeconds(20) };

    /// <summary>Folder of all that it writes.</summary>
    public string Folder { get; }

    /// <summary>Its event log, complete once it has ended.</summary>
    public string LogPath { get; }

    /// <summary>All that it said so far.</summary>
    public string Said
    {
        get
        {
            lock (_said) return _said.ToString();
        }
    }

    /// <summary>Starts it and waits for its page.</summary>
    /// <param name="token">Token of the page, or null.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="arguments">Arguments behind <c>run</c>.</param>
    public static async Task<MusicBoxProcess> StartAsync(string? token, CancellationToken limit, params string[] arguments)
    {
        var box = new MusicBoxProcess(Directory.CreateTempSubdirectory("musicgen-run-").FullName, token, arguments);
        try
        {
            box._process.Start();
            box._process.BeginErrorReadLine();
            box._process.BeginOutputReadLine();
            box.Http.BaseAddress = box.Address = await box._served.Task.WaitAsync(limit);
            if (token is not null) box.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            return box;
        }
        catch (OperationCanceledException)
        {
            var said = box.Said;
            await box.DisposeAsync();
            throw new TimeoutException($"A box with a page expected in time, found one that said:\n{said}");
        }
        catch
        {
            await box.DisposeAsync();
            throw;
        }
    }

    /// <summary>State, health and faults, as <c>musicgen status --json</c> has them.</summary>
    public Task<JsonElement> ReadStatusAsync(CancellationToken limit) => Http.GetFromJsonAsync<JsonElement>("api/status", limit);

    /// <summary>Names of its presets.</summary>
    public async Task<string[]> ReadPresetsAsync(CancellationToken limit)
    {
        var answer = await Http.GetFromJsonAsync<JsonElement>("api/presets", limit);
        return [.. answer.GetProperty("presets").EnumerateArray().Select(preset => preset.GetProperty("name").GetString()!)];
    }

    /// <summary>Does what a page does.</summary>
    public async Task PostAsync(object message, CancellationToken limit)
    {
        using var answer = await Http.PostAsJsonAsync("api/events", message, limit);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Ends it as a service manager does, so that it writes its log to the end; in the background of a shell nobody hears Ctrl-C's signal.</summary>
    public async Task EndAsync()
    {
        using var signal = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        using var limit = new CancellationTokenSource(_mostToEnd);
        await signal.WaitForExitAsync(limit.Token);
        await _process.WaitForExitAsync(limit.Token);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
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
        Directory.Delete(Folder, recursive: true);
    }

    // Beside this program, or where a build of the repository puts it.
    private static string FindProgram()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            foreach (var place in new[] { "musicgen.dll", "artifacts/bin/MusicGen.Edge/release/musicgen.dll" })
                if (Path.Combine(folder.FullName, place) is var path && File.Exists(path)) return path;
        throw new FileNotFoundException("A built musicgen expected under artifacts, found none; './run.sh presets' builds it.");
    }

    private static string WriteConfiguration(string folder, string? token)
    {
        // Free now; that another takes it within the next second is as good as impossible.
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var page = new Dictionary<string, object> { ["port"] = ((IPEndPoint)listener.LocalEndpoint).Port };
        if (token is not null) page["token"] = token;
        var path = Path.Combine(folder, "musicgen.json");
        File.WriteAllText(path, JsonSerializer.Serialize(new { page, state = new { folder } }));
        return path;
    }

    private void Take(string? line)
    {
        if (line is null) return;
        lock (_said) _said.AppendLine(line);
        var at = line.IndexOf(AddressWords, StringComparison.Ordinal);
        if (at >= 0) _served.TrySetResult(new Uri(line[(at + AddressWords.Length)..].Split(';')[0]));
    }
}
