using System.Diagnostics;

namespace MusicGen.Conventions.Tests;

/// <summary>The source tree as the convention tests see it: its root, its tracked files and their text.</summary>
internal static class Repository
{
    private static readonly HashSet<string> _leftOut = [".git", ".cache", ".vs", ".idea", "artifacts", "out", "runs", "data"];

    private static readonly string[] _binary = [".onnx", ".mid", ".wav", ".png", ".jpg", ".sf2", ".bin", ".pt", ".npz", ".gz"];

    /// <summary>The folder of MusicGen.Edge.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Every tracked or not ignored file, relative to the root, with forward slashes.</summary>
    public static IReadOnlyList<string> Files { get; } = (FromGit() ?? FromFolders()).Order(StringComparer.Ordinal).ToList();

    /// <summary>Every file that is text.</summary>
    public static IEnumerable<string> TextFiles => Files.Where(file => !_binary.Contains(Path.GetExtension(file)));

    /// <summary>The C# files under <paramref name="folder"/>, relative to the root.</summary>
    public static IEnumerable<string> Sources(string folder) => Files.Where(file => file.StartsWith(folder + "/") && file.EndsWith(".cs"));

    public static string Text(string file) => File.ReadAllText(Path.Combine(Root, file));

    /// <summary>What <paramref name="program"/> prints when run at the root; throws when it fails.</summary>
    public static string OutputOf(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"'{program}' could not be started.");
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"'{program} {string.Join(' ', arguments)}' ended with {process.ExitCode}: {output}{errors.Result}");
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder != null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MusicGen.Edge.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"MusicGen.Edge.sln expected in a folder above {AppContext.BaseDirectory}.");
    }

    // A checkout may belong to somebody else than the one who tests; the listing alone is harmless.
    private static List<string>? FromGit()
    {
        if (!Path.Exists(Path.Combine(Root, ".git")))
        {
            return null;
        }

        try
        {
            return OutputOf("git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
                .Split('\0', StringSplitOptions.RemoveEmptyEntries)
                .Where(file => File.Exists(Path.Combine(Root, file)))
                .Distinct()
                .ToList();
        }
        catch (Exception failure) when (failure is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static List<string> FromFolders() =>
        Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => !_leftOut.Contains(file.Split('/')[0]))
            .ToList();
}
