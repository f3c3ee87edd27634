using System.Runtime.InteropServices;

namespace MusicGen.Bindings.OnnxRuntime;

/// <content>Session options and execution providers.</content>
internal static unsafe partial class OrtApi
{
    public static nint CreateSessionOptions() => CallOut(10);

    public static void SetOptimizedModelFilePath(nint options, string path) => CallText(11, options, path);

    public static void SetSessionExecutionMode(nint options, ExecutionMode mode) => Check(Call(13, options, (int)mode));

    public static void EnableProfiling(nint options, string prefix) => CallText(14, options, prefix);

    public static void DisableProfiling(nint options) => Check(Call(15, options));

    public static void SetMemPattern(nint options, bool isEnabled) => Check(Call(isEnabled ? 16 : 17, options));

    public static void SetCpuMemArena(nint options, bool isEnabled) => Check(Call(isEnabled ? 18 : 19, options));

    public static void SetSessionLogId(nint options, string id) => CallText(20, options, id);

    public static void SetSessionLogVerbosityLevel(nint options, int level) => Check(Call(21, options, level));

    public static void SetSessionLogSeverityLevel(nint options, OrtLoggingLevel level) => Check(Call(22, options, (int)level));

    public static void SetSessionGraphOptimizationLevel(nint options, GraphOptimizationLevel level) => Check(Call(23, options, (int)level));

    public static void SetIntraOpNumThreads(nint options, int count) => Check(Call(24, options, count));

    public static void SetInterOpNumThreads(nint options, int count) => Check(Call(25, options, count));

    public static void AddFreeDimensionOverride(nint options, string denotation, long value) => CallTextLong(79, options, denotation, value);

    public static void AddFreeDimensionOverrideByName(nint options, string name, long value) => CallTextLong(124, options, name, value);

    public static void AddSessionConfigEntry(nint options, string key, string value) => CallText(130, options, key, value);

    public static void ReleaseSessionOptions(nint options) => Release(100, options);

    /// <summary>Calls a provider's exported entry point of the form <c>OrtStatus* f(OrtSessionOptions*, int)</c>.</summary>
    public static void AppendByExport(string function, nint options, int argument) =>
        Check(((delegate* unmanaged[Cdecl]<nint, int, nint>)Export(function))(options, argument));

    public static void AppendTensorRT(nint options, nint tensorRtOptions) => Check(Call(170, options, tensorRtOptions));

    public static nint CreateTensorRTOptions() => CallOut(171);

    public static void UpdateTensorRTOptions(nint tensorRtOptions, Dictionary<string, string> entries) => CallEntries(172, tensorRtOptions, entries);

    public static string GetTensorRTOptionsAsString(nint tensorRtOptions) => TakeString(CallOut(173, tensorRtOptions, DefaultAllocator));

    public static void ReleaseTensorRTOptions(nint tensorRtOptions) => Release(174, tensorRtOptions);

    public static void AppendCuda(nint options, nint cudaOptions) => Check(Call(204, options, cudaOptions));

    public static nint CreateCudaOptions() => CallOut(205);

    public static void UpdateCudaOptions(nint cudaOptions, Dictionary<string, string> entries) => CallEntries(206, cudaOptions, entries);

    public static string GetCudaOptionsAsString(nint cudaOptions) => TakeString(CallOut(207, cudaOptions, DefaultAllocator));

    public static void ReleaseCudaOptions(nint cudaOptions) => Release(208, cudaOptions);

    private static void CallTextLong(int index, nint options, string text, long value)
    {
        using var utf8 = new Utf8Text(text, stackalloc byte[Utf8Text.ScratchBytes]);
        Check(((delegate* unmanaged[Cdecl]<nint, byte*, long, nint>)Table[index])(options, utf8.Pointer, value));
    }

    // (handle, keys, values, count): the string-keyed options of the CUDA and TensorRT providers.
    private static void CallEntries(int index, nint handle, Dictionary<string, string> entries)
    {
        var texts = new nint[entries.Count * 2];
        try
        {
            var i = 0;
            foreach (var (key, value) in entries)
            {
                texts[i] = Marshal.StringToCoTaskMemUTF8(key);
                texts[entries.Count + i++] = Marshal.StringToCoTaskMemUTF8(value);
            }

            fixed (nint* first = texts)
            {
                Check(Call(index, handle, (nint)first, (nint)(first + entries.Count), entries.Count));
            }
        }
        finally
        {
            Array.ForEach(texts, Marshal.FreeCoTaskMem);
        }
    }
}
