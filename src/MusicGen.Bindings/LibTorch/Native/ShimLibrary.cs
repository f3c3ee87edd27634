using System.Runtime.InteropServices;
using MusicGen.Bindings.Linux.Native;

namespace MusicGen.Bindings.LibTorch;

/// <summary>Finds and loads the C++ shim over libtorch once per process; everything of the binding comes through it.</summary>
/// <remarks>Thread-safe.</remarks>
internal static class ShimLibrary
{
    private const string FileName = "libmusicgen_torch.so";
    private const string PathVariable = "MUSICGEN_TORCH_SHIM";

    /// <summary>Raised, here and in native/runtime.cpp, when a function of the shim changes.</summary>
    private const int InterfaceNumber = 2;

    private static string _fault = "";

    /// <summary>The loaded library, or zero; <see cref="Require"/> says why.</summary>
    internal static readonly nint Handle = Load();

    /// <summary>Ends with one sentence on what to install when the shim or libtorch is missing.</summary>
    /// <exception cref="NotSupportedException">The shim could not be loaded.</exception>
    internal static void Require()
    {
        if (Handle == 0)
        {
            throw new NotSupportedException(_fault);
        }
    }

    private static nint Load()
    {
        CalmThreads();
        var refused = new List<string>();
        foreach (var path in Candidates())
        {
            if (!File.Exists(path))
            {
                continue;
            }

            try
            {
                var library = NativeLibrary.Load(path);
                if (IsOfThisBinding(library))
                {
                    return library;
                }

                refused.Add($"{path} was built from other sources than this program");
            }
            catch (Exception failure) when (failure is DllNotFoundException or BadImageFormatException)
            {
                refused.Add($"{path} does not load ({failure.Message.Trim().Split('\n')[^1].Trim()})");
            }
        }

        var found = refused.Count > 0 ? string.Join("; ", refused) : $"{FileName} was not found beside the program, nor in artifacts/native/torch above it";
        _fault = $"Training needs libtorch and the shim built over it, but {found}. Install them with "
            + "'apt-get install libtorch-dev g++ cmake libopenblas0-pthread' and build again, "
            + $"or name a built shim in the environment variable {PathVariable}.";
        return 0;
    }

    private static unsafe bool IsOfThisBinding(nint library)
        => NativeLibrary.TryGetExport(library, "mgt_interface", out var function) && ((delegate* unmanaged<int>)function)() == InterfaceNumber;

    /// <summary>
    /// libtorch's threads and OpenBLAS's are two pools on the same cores. Each waits for work by spinning, for so long that the
    /// other cannot work meanwhile: training on two threads is then slower than on one. So both go to sleep soon. The libraries read
    /// this when they are loaded, and from the C environment, which .NET's own setter does not reach. What a person has set stays.
    /// </summary>
    private static void CalmThreads()
    {
        _ = Libc.SetEnvironment("GOMP_SPINCOUNT", "20000", 0);
        _ = Libc.SetEnvironment("OPENBLAS_THREAD_TIMEOUT", "16", 0);
    }

    private static IEnumerable<string> Candidates()
    {
        var named = Environment.GetEnvironmentVariable(PathVariable);
        if (!string.IsNullOrEmpty(named))
        {
            yield return named;
        }

        yield return Path.Combine(AppContext.BaseDirectory, FileName);
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            yield return Path.Combine(folder.FullName, "artifacts", "native", "torch", FileName);
        }
    }
}
