using System.Runtime.InteropServices;

namespace MusicGen.Bindings.OnnxRuntime;

/// <summary>Finds libonnxruntime and loads it, once per process; <see cref="OrtApi"/> takes the function table out of it.</summary>
/// <remarks>
/// Looked for in this order: the file or folder that MUSICGEN_ONNXRUNTIME names, beside the app, in its runtimes/RID/native,
/// in artifacts/native/onnxruntime/RID of any folder above the app, among the system's libraries. Thread-safe.
/// </remarks>
internal static class OrtLibrary
{
    public const string Variable = "MUSICGEN_ONNXRUNTIME";

    private const string FileName = "libonnxruntime.so";
    private const string SonameFile = FileName + ".1";

    /// <summary>The library's handle and the path it came from.</summary>
    /// <exception cref="DllNotFoundException">No library, or one that cannot be loaded.</exception>
    public static (nint Handle, string Path) Load()
    {
        var configured = Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrEmpty(configured))
        {
            var named = FindConfigured(configured) ?? throw new DllNotFoundException(
                $"A libonnxruntime file, or a folder that holds one, expected at '{configured}' (from {Variable}), but none is there; correct or unset {Variable}.");
            return (LoadFile(named), named);
        }

        var folders = Folders().ToList();
        foreach (var folder in folders)
        {
            if (FindIn(folder) is { } file)
            {
                return (LoadFile(file), file);
            }
        }

        foreach (var name in new[] { SonameFile, FileName })
        {
            if (NativeLibrary.TryLoad(name, out var handle))
            {
                return (handle, name);
            }
        }

        throw new DllNotFoundException(
            $"ONNX Runtime's library ({SonameFile}, 1.11 or later, for {Rid}) expected, but not found in {string.Join(", ", folders)} or among the system's libraries; "
            + $"run ./run.sh once, which fetches it, or set {Variable} to the file or its folder.");
    }

    private static string Rid => "linux-" + RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

    private static IEnumerable<string> Folders()
    {
        var app = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        yield return app;
        yield return Path.Combine(app, "runtimes", Rid, "native");
        for (var folder = app; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var fetched = Path.Combine(folder, "artifacts", "native", "onnxruntime", Rid);
            if (Directory.Exists(fetched))
            {
                yield return fetched;
            }
        }
    }

    private static string? FindConfigured(string configured)
    {
        if (File.Exists(configured))
        {
            return Path.GetFullPath(configured);
        }

        // The folder may also be the one above: that of all architectures.
        return FindIn(configured) ?? FindIn(Path.Combine(configured, Rid));
    }

    private static string? FindIn(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return null;
        }

        foreach (var name in new[] { SonameFile, FileName })
        {
            if (File.Exists(Path.Combine(folder, name)))
            {
                return Path.GetFullPath(Path.Combine(folder, name));
            }
        }

        // Up to 1.18 the file is named with the full version.
        return Directory.EnumerateFiles(folder, FileName + ".*").Order(StringComparer.Ordinal).LastOrDefault() is { } file ? Path.GetFullPath(file) : null;
    }

    private static nint LoadFile(string path)
    {
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (Exception failure) when (failure is DllNotFoundException or BadImageFormatException)
        {
            throw new DllNotFoundException(
                $"A libonnxruntime that loads on {Rid} expected, but '{path}' does not: {failure.Message.ReplaceLineEndings(" ").Trim()} Run ./run.sh to fetch the right one, or set {Variable} to it.", failure);
        }
    }
}
