using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MusicGen.Bindings.OnnxRuntime;

/// <summary>ONNX Runtime's C functions, called through the table that <c>OrtGetApiBase()->GetApi(11)</c> hands out; every other class of this binding goes through here.</summary>
/// <remarks>
/// The table only ever grows at its end, so the indices written here hold for every library from 1.11 on, and asking for version 11
/// lets one build run on all of them. Each method turns a failed status into <see cref="OnnxRuntimeException"/>. Thread-safe.
/// </remarks>
internal static unsafe partial class OrtApi
{
    private const uint RequestedVersion = 11;

    private static readonly Lock _gate = new();
    private static nint* _table;
    private static nint _library;
    private static string _version = "";

    /// <summary>The loaded library's own version, such as "1.23.2".</summary>
    public static string VersionString
    {
        get
        {
            _ = Table;
            return _version;
        }
    }

    // No static constructor: what is missing must reach the caller as it is, not inside a TypeInitializationException.
    private static nint* Table
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _table != null ? _table : Open();
    }

    /// <summary>A function that the library exports by name: the providers' old entry points.</summary>
    /// <exception cref="EntryPointNotFoundException">The library was built without it.</exception>
    public static nint Export(string name)
    {
        _ = Table;
        return NativeLibrary.GetExport(_library, name);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static nint* Open()
    {
        lock (_gate)
        {
            if (_table != null)
            {
                return _table;
            }

            var (library, path) = OrtLibrary.Load();
            if (!NativeLibrary.TryGetExport(library, "OrtGetApiBase", out var getApiBase))
            {
                throw new DllNotFoundException($"ONNX Runtime's library expected, but '{path}' has no OrtGetApiBase; set {OrtLibrary.Variable} to a libonnxruntime, or unset it.");
            }

            // OrtApiBase { const OrtApi* GetApi(uint32_t); const char* GetVersionString(); }
            var apiBase = ((delegate* unmanaged[Cdecl]<nint*>)getApiBase)();
            _version = Marshal.PtrToStringUTF8(((delegate* unmanaged[Cdecl]<nint>)apiBase[1])()) ?? "";
            var table = ((delegate* unmanaged[Cdecl]<uint, nint*>)apiBase[0])(RequestedVersion);
            if (table == null)
            {
                throw new DllNotFoundException($"ONNX Runtime 1.11 or later expected, but '{path}' is {_version}; run ./run.sh to fetch a newer one, or set {OrtLibrary.Variable} to it.");
            }

            _library = library;
            Interlocked.MemoryBarrier(); // arm64: whoever sees the table also sees what was written before it
            return _table = table;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Check(nint status)
    {
        if (status != 0)
        {
            Throw(status);
        }
    }

    private static void Throw(nint status)
    {
        var code = (OrtErrorCode)((delegate* unmanaged[Cdecl]<nint, int>)Table[1])(status);
        var message = Marshal.PtrToStringUTF8(((delegate* unmanaged[Cdecl]<nint, nint>)Table[2])(status)) ?? "";
        ((delegate* unmanaged[Cdecl]<nint, void>)Table[93])(status);
        throw new OnnxRuntimeException(code, message);
    }

    // The shapes that most functions of the table have.
    private static nint Call(int index, nint a) => ((delegate* unmanaged[Cdecl]<nint, nint>)Table[index])(a);

    private static nint Call(int index, nint a, nint b) => ((delegate* unmanaged[Cdecl]<nint, nint, nint>)Table[index])(a, b);

    private static nint Call(int index, nint a, int b) => ((delegate* unmanaged[Cdecl]<nint, int, nint>)Table[index])(a, b);

    private static nint Call(int index, nint a, nint b, nint c) => ((delegate* unmanaged[Cdecl]<nint, nint, nint, nint>)Table[index])(a, b, c);

    private static nint Call(int index, nint a, nint b, nint c, nint d) => ((delegate* unmanaged[Cdecl]<nint, nint, nint, nint, nint>)Table[index])(a, b, c, d);

    private static void Release(int index, nint handle) => ((delegate* unmanaged[Cdecl]<nint, void>)Table[index])(handle);

    private static nint CallOut(int index)
    {
        nint result;
        Check(Call(index, (nint)(&result)));
        return result;
    }

    private static nint CallOut(int index, nint a)
    {
        nint result;
        Check(Call(index, a, (nint)(&result)));
        return result;
    }

    private static nint CallOut(int index, nint a, nint b)
    {
        nint result;
        Check(Call(index, a, b, (nint)(&result)));
        return result;
    }

    private static int CallOutInt(int index, nint a)
    {
        int result;
        Check(Call(index, a, (nint)(&result)));
        return result;
    }

    private static void CallText(int index, nint a, string? text)
    {
        using var utf8 = new Utf8Text(text, stackalloc byte[Utf8Text.ScratchBytes]);
        Check(Call(index, a, (nint)utf8.Pointer));
    }

    private static void CallText(int index, nint a, string key, string value)
    {
        using var keyUtf8 = new Utf8Text(key, stackalloc byte[Utf8Text.ScratchBytes]);
        using var valueUtf8 = new Utf8Text(value, stackalloc byte[Utf8Text.ScratchBytes]);
        Check(Call(index, a, (nint)keyUtf8.Pointer, (nint)valueUtf8.Pointer));
    }
}
