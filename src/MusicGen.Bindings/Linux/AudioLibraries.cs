using System.Runtime.InteropServices;
using MusicGen.Bindings.Linux.Native;

namespace MusicGen.Bindings.Linux;

/// <summary>
/// Gets OpenAL Soft and libasound ready before the first of them is called: they read the C environment, which .NET's own setter does
/// not reach.
/// </summary>
/// <remarks>Thread-safe.</remarks>
public static unsafe class AudioLibraries
{
    /// <summary>What OpenAL Soft prints; who sets it wants to see what the libraries say, and does.</summary>
    public const string LevelVariable = "ALSOFT_LOGLEVEL";

    /// <summary>A configuration that OpenAL Soft reads after the system's and the user's own; who sets it has said all.</summary>
    public const string ConfigurationVariable = "ALSOFT_CONF";

    private static int _isReady;

    /// <summary>Gets them ready, once and for the whole process.</summary>
    /// <param name="configurationPath">Configuration of OpenAL Soft; without effect where there is no such file.</param>
    public static void Prepare(string configurationPath)
    {
        if (!OperatingSystem.IsLinux() || Interlocked.Exchange(ref _isReady, 1) != 0) return;
        if (File.Exists(configurationPath)) _ = Libc.SetEnvironment(ConfigurationVariable, configurationPath, 0);
        Silence();
    }

    // Where there is no device both say so in ten lines, each time it is tried. What a person has to know comes in a sentence of ours.
    private static void Silence()
    {
        if (Environment.GetEnvironmentVariable(LevelVariable) is { Length: > 0 }) return;
        _ = Libc.SetEnvironment(LevelVariable, "0", 0);
        // OpenAL loads the same library, and the handler is the library's own.
        if (!NativeLibrary.TryLoad("libasound.so.2", out var alsa) || !NativeLibrary.TryGetExport(alsa, "snd_lib_error_set_handler", out var set)) return;
        // A C function without effect, whatever it is called with; one of ours would be called by threads that the runtime does not know.
        if (NativeLibrary.TryLoad("libc.so.6", out var libc) && NativeLibrary.TryGetExport(libc, "getpid", out var nothing))
            _ = ((delegate* unmanaged<nint, int>)set)(nothing);
    }
}
