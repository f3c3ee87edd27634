using System.Diagnostics;
using System.Runtime.InteropServices;
using MusicGen.Bindings.OnnxRuntime;

namespace MusicGen.Bindings.Tests.OnnxRuntime;

/// <summary>Starts <see cref="Probe"/> in a process of its own and holds what it printed.</summary>
internal sealed class ProbeRun
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    private readonly Dictionary<string, string> _said = [];

    private ProbeRun(IEnumerable<string> lines)
    {
        foreach (var line in lines.Where(line => line.Contains('=')))
        {
            _said[line[..line.IndexOf('=')]] = line[(line.IndexOf('=') + 1)..];
        }
    }

    public static string Rid => "linux-" + RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

    public string this[string name] => _said.TryGetValue(name, out var value) ? value : $"(nothing said of {name}; said: {string.Join(" | ", _said)})";

    public bool Says(string name) => _said.ContainsKey(name);

    /// <summary>The folder of a fetched library in any folder above this one, or null.</summary>
    public static string? Fetched(string folder)
    {
        for (var above = AppContext.BaseDirectory; above is not null; above = Path.GetDirectoryName(above))
        {
            var fetched = Path.Combine(above, "artifacts", "native", folder, Rid);
            if (Directory.Exists(fetched))
            {
                return fetched;
            }
        }

        return null;
    }

    /// <param name="configured">What MUSICGEN_ONNXRUNTIME says; null: nothing.</param>
    /// <param name="app">Folder of the copy to start; null: this assembly where it lies.</param>
    public static ProbeRun Start(string? configured, string? app = null)
    {
        var assembly = typeof(Probe).Assembly.Location;
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileName(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(app is null ? assembly : Path.Combine(app, Path.GetFileName(assembly)));
        start.Environment["MUSICGEN_ONNXRUNTIME"] = configured ?? "";
        using var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(_patience))
        {
            process.Kill();
            throw new TimeoutException("The probe expected to end within two minutes, but it is still running.");
        }

        return new ProbeRun(output.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Copies this assembly and the bindings, nothing else, into <paramref name="folder"/>.</summary>
    public static string CopyApp(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var assembly in new[] { typeof(Probe).Assembly.Location, typeof(OrtEnv).Assembly.Location, typeof(Assert).Assembly.Location, typeof(Record).Assembly.Location })
        {
            File.Copy(assembly, Path.Combine(folder, Path.GetFileName(assembly)), overwrite: true);
        }

        var configuration = Path.ChangeExtension(typeof(Probe).Assembly.Location, ".runtimeconfig.json");
        File.Copy(configuration, Path.Combine(folder, Path.GetFileName(configuration)));
        return folder;
    }
}
