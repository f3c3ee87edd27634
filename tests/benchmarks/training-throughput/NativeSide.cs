using System.Diagnostics;
using System.Globalization;

namespace MusicGen.Benchmarks;

/// <summary>The C++ side: builds native/note_net once, starts it, and has it run iterations when it is its turn.</summary>
internal sealed class NativeSide : IDisposable
{
    private readonly Process _process;

    internal NativeSide(Settings settings)
    {
        var program = Build();
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in new[] { settings.Threads, settings.Batch, settings.Steps, settings.Hidden, settings.Layers })
        {
            start.ArgumentList.Add(argument.ToString(CultureInfo.InvariantCulture));
        }

        // libtorch does not tell OpenBLAS how many threads are wanted; the binding does, so the other side must have it, too.
        start.Environment["OPENBLAS_NUM_THREADS"] = settings.Threads.ToString(CultureInfo.InvariantCulture);
        _process = Process.Start(start)!;
    }

    /// <returns>Seconds.</returns>
    internal double Run(int iterations)
    {
        _process.StandardInput.WriteLine(iterations);
        _process.StandardInput.Flush();
        var answer = _process.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException("The C++ side was expected to answer, but it has ended; its message is above.");
        return double.Parse(answer.Split(' ')[0], CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static string Build()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "MusicGen.Edge.sln")))
        {
            root = root.Parent;
        }

        var folder = root?.FullName ?? throw new DirectoryNotFoundException("The repository was expected above the program, but no MusicGen.Edge.sln was found.");
        var source = Path.Combine(folder, "tests", "benchmarks", "training-throughput", "native");
        var target = Path.Combine(folder, "artifacts", "benchmarks", "training-throughput");
        List<string> configure = ["-S", source, "-B", target, "-DCMAKE_BUILD_TYPE=Release"];
        if (Environment.GetEnvironmentVariable("TORCH_DIR") is { Length: > 0 } prefix)
        {
            configure.Add($"-DCMAKE_PREFIX_PATH={prefix}");
        }

        Cmake(configure);
        Cmake(["--build", target]);
        return Path.Combine(target, "note_net");
    }

    private static void Cmake(IEnumerable<string> arguments)
    {
        using var cmake = Process.Start(new ProcessStartInfo("cmake", arguments) { RedirectStandardOutput = true })!;
        var words = cmake.StandardOutput.ReadToEnd();
        cmake.WaitForExit();
        if (cmake.ExitCode != 0)
        {
            throw new InvalidOperationException($"cmake was expected to build the C++ side, but it failed: {words}");
        }
    }
}
