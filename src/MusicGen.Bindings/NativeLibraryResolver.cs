using System.Reflection;
using System.Runtime.InteropServices;

namespace MusicGen.Bindings;

/// <summary>
/// The assembly's one import resolver: turns the short library names of every binding's <c>LibraryImport</c> into the
/// versioned sonames that a distribution installs without its development package.
/// </summary>
/// <remarks>
/// .NET allows one resolver per assembly, so each binding registers here from the static constructor of its native class.
/// Thread-safe.
/// </remarks>
internal static class NativeLibraryResolver
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, Func<nint>> Loaders = [];

    static NativeLibraryResolver() => NativeLibrary.SetDllImportResolver(typeof(NativeLibraryResolver).Assembly, Resolve);

    /// <summary>Says how the library of this name is loaded; called once, at its first import.</summary>
    public static void Register(string name, Func<nint> load)
    {
        lock (Gate)
        {
            Loaders[name] = load;
        }
    }

    /// <summary>Says which sonames to try in order, and which sentence tells a person what to install.</summary>
    public static void Register(string name, string whatToDo, params string[] sonames) =>
        Register(name, () => LoadFirst(name, whatToDo, sonames));

    /// <summary>Loads the first of the sonames that is there.</summary>
    /// <exception cref="DllNotFoundException">None is there; the message names them and says what to do.</exception>
    public static nint LoadFirst(string name, string whatToDo, params string[] sonames)
    {
        foreach (var soname in sonames)
        {
            if (NativeLibrary.TryLoad(soname, out var handle))
            {
                return handle;
            }
        }

        throw new DllNotFoundException(
            $"Native library '{name}' expected, but none of {string.Join(", ", sonames)} can be loaded; {whatToDo}");
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        Func<nint>? load;
        lock (Gate)
        {
            Loaders.TryGetValue(name, out load);
        }

        return load is null ? 0 : load();
    }
}
