using System.Text;

namespace MusicGen.Bindings.OnnxRuntime;

/// <content>IO bindings: inputs and outputs bound once, run many times.</content>
internal static unsafe partial class OrtApi
{
    public static void RunWithBinding(nint session, nint runOptions, nint binding) => Check(Call(133, session, runOptions, binding));

    public static nint CreateIoBinding(nint session) => CallOut(134, session);

    public static void ReleaseIoBinding(nint binding) => Release(135, binding);

    public static void BindInput(nint binding, string name, nint value) => CallNamed(136, binding, name, value);

    public static void BindOutput(nint binding, string name, nint value) => CallNamed(137, binding, name, value);

    public static void BindOutputToDevice(nint binding, string name, nint memoryInfo) => CallNamed(138, binding, name, memoryInfo);

    public static string[] GetBoundOutputNames(nint binding)
    {
        byte* text = null;
        nint* lengths = null;
        nint count = 0;
        Check(((delegate* unmanaged[Cdecl]<nint, nint, byte**, nint**, nint*, nint>)Table[139])(binding, DefaultAllocator, &text, &lengths, &count));
        if (count == 0)
        {
            return [];
        }

        // One run of bytes without terminators, cut by the lengths.
        var names = new string[count];
        var start = text;
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = Encoding.UTF8.GetString(start, (int)lengths[i]);
            start += lengths[i];
        }

        AllocatorFree(DefaultAllocator, (nint)text);
        AllocatorFree(DefaultAllocator, (nint)lengths);
        return names;
    }

    /// <summary>Handles of the bound outputs in binding order; the caller owns each of them.</summary>
    public static nint[] GetBoundOutputValues(nint binding)
    {
        nint* values = null;
        nint count = 0;
        Check(Call(140, binding, DefaultAllocator, (nint)(&values), (nint)(&count)));
        if (count == 0)
        {
            return [];
        }

        var result = new ReadOnlySpan<nint>(values, (int)count).ToArray();
        AllocatorFree(DefaultAllocator, (nint)values);
        return result;
    }

    public static void ClearBoundInputs(nint binding) => Release(141, binding);

    public static void ClearBoundOutputs(nint binding) => Release(142, binding);

    public static void SynchronizeBoundInputs(nint binding) => Check(Call(202, binding));

    public static void SynchronizeBoundOutputs(nint binding) => Check(Call(203, binding));

    private static void CallNamed(int index, nint binding, string name, nint value)
    {
        using var utf8 = new Utf8Text(name, stackalloc byte[Utf8Text.ScratchBytes]);
        Check(Call(index, binding, (nint)utf8.Pointer, value));
    }
}
