using System.Runtime.InteropServices;

namespace MusicGen.Bindings.OnnxRuntime;

/// <content>Sessions, their inputs and outputs, their metadata, and running them.</content>
internal static unsafe partial class OrtApi
{
    public static nint CreateSession(nint env, string path, nint options)
    {
        using var utf8 = new Utf8Text(path, stackalloc byte[Utf8Text.ScratchBytes]);
        nint session;
        Check(Call(7, env, (nint)utf8.Pointer, options, (nint)(&session)));
        return session;
    }

    public static nint CreateSessionFromArray(nint env, ReadOnlySpan<byte> model, nint options)
    {
        // An empty span pins to null, which some versions follow; one byte of length 0 is refused by all of them in words.
        byte nothing = 0;
        nint session;
        fixed (byte* bytes = model)
        {
            var data = bytes != null ? bytes : &nothing;
            Check(((delegate* unmanaged[Cdecl]<nint, byte*, nuint, nint, nint*, nint>)Table[8])(env, data, (nuint)model.Length, options, &session));
        }

        return session;
    }

    /// <summary>Names, then values, of inputs and outputs; an output of 0 is allocated by the run.</summary>
    public static void Run(nint session, nint runOptions, nint* inputNames, nint* inputs, int inputCount, nint* outputNames, int outputCount, nint* outputs) =>
        Check(((delegate* unmanaged[Cdecl]<nint, nint, nint*, nint*, nuint, nint*, nuint, nint*, nint>)Table[9])(
            session, runOptions, inputNames, inputs, (nuint)inputCount, outputNames, (nuint)outputCount, outputs));

    public static int GetInputCount(nint session) => (int)CallOut(30, session);

    public static int GetOutputCount(nint session) => (int)CallOut(31, session);

    public static int GetOverridableInitializerCount(nint session) => (int)CallOut(32, session);

    public static nint GetInputTypeInfo(nint session, int index) => CallOut(33, session, index);

    public static nint GetOutputTypeInfo(nint session, int index) => CallOut(34, session, index);

    public static nint GetOverridableInitializerTypeInfo(nint session, int index) => CallOut(35, session, index);

    public static string GetInputName(nint session, int index) => NameAt(36, session, index);

    public static string GetOutputName(nint session, int index) => NameAt(37, session, index);

    public static string GetOverridableInitializerName(nint session, int index) => NameAt(38, session, index);

    public static string EndProfiling(nint session) => TakeString(CallOut(110, session, DefaultAllocator));

    public static ulong GetProfilingStartTimeNs(nint session) => (ulong)CallOut(146, session);

    public static void ReleaseSession(nint session) => Release(95, session);

    public static nint GetModelMetadata(nint session) => CallOut(111, session);

    public static string GetProducerName(nint metadata) => TakeString(CallOut(112, metadata, DefaultAllocator));

    public static string GetGraphName(nint metadata) => TakeString(CallOut(113, metadata, DefaultAllocator));

    public static string GetDomain(nint metadata) => TakeString(CallOut(114, metadata, DefaultAllocator));

    public static string GetDescription(nint metadata) => TakeString(CallOut(115, metadata, DefaultAllocator));

    public static long GetModelVersion(nint metadata) => CallOut(117, metadata);

    public static void ReleaseModelMetadata(nint metadata) => Release(118, metadata);

    public static string GetGraphDescription(nint metadata) => TakeString(CallOut(158, metadata, DefaultAllocator));

    public static string? LookupCustomMetadata(nint metadata, string key)
    {
        using var utf8 = new Utf8Text(key, stackalloc byte[Utf8Text.ScratchBytes]);
        nint value;
        Check(Call(116, metadata, DefaultAllocator, (nint)utf8.Pointer, (nint)(&value)));
        return value == 0 ? null : TakeString(value);
    }

    public static string[] GetCustomMetadataKeys(nint metadata)
    {
        nint* keys = null;
        long count = 0;
        Check(Call(123, metadata, DefaultAllocator, (nint)(&keys), (nint)(&count)));
        if (keys == null)
        {
            return [];
        }

        var result = new string[count];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = TakeString(keys[i]);
        }

        AllocatorFree(DefaultAllocator, (nint)keys);
        return result;
    }

    private static string NameAt(int function, nint session, int index)
    {
        nint name;
        Check(Call(function, session, index, DefaultAllocator, (nint)(&name)));
        return TakeString(name);
    }

    private static string TakeString(nint text)
    {
        var result = Marshal.PtrToStringUTF8(text) ?? "";
        AllocatorFree(DefaultAllocator, text);
        return result;
    }
}
