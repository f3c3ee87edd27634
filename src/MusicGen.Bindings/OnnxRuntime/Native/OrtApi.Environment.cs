using System.Runtime.InteropServices;

namespace MusicGen.Bindings.OnnxRuntime;

/// <content>Environment, providers and run options.</content>
internal static unsafe partial class OrtApi
{
    public static nint CreateEnv(OrtLoggingLevel level, string logId)
    {
        using var id = new Utf8Text(logId, stackalloc byte[Utf8Text.ScratchBytes]);
        nint env;
        Check(((delegate* unmanaged[Cdecl]<int, byte*, nint*, nint>)Table[3])((int)level, id.Pointer, &env));
        return env;
    }

    public static nint CreateEnvWithCustomLogger(nint function, nint parameter, OrtLoggingLevel level, string logId)
    {
        using var id = new Utf8Text(logId, stackalloc byte[Utf8Text.ScratchBytes]);
        nint env;
        Check(((delegate* unmanaged[Cdecl]<nint, nint, int, byte*, nint*, nint>)Table[4])(function, parameter, (int)level, id.Pointer, &env));
        return env;
    }

    public static void EnableTelemetryEvents(nint env) => Check(Call(5, env));

    public static void DisableTelemetryEvents(nint env) => Check(Call(6, env));

    /// <summary>Only in libraries from 1.14 on: the table of an older one ends before this index.</summary>
    public static void UpdateEnvWithCustomLogLevel(nint env, OrtLoggingLevel level) => Check(Call(226, env, (int)level));

    public static void ReleaseEnv(nint env) => Release(92, env);

    public static string[] GetAvailableProviders()
    {
        nint* names;
        int count;
        Check(Call(125, (nint)(&names), (nint)(&count)));
        var providers = new string[count];
        for (var i = 0; i < count; i++)
        {
            providers[i] = Marshal.PtrToStringUTF8(names[i]) ?? "";
        }

        Check(Call(126, (nint)names, count));
        return providers;
    }

    public static nint CreateRunOptions() => CallOut(39);

    public static void SetRunLogVerbosityLevel(nint options, int level) => Check(Call(40, options, level));

    public static void SetRunLogSeverityLevel(nint options, OrtLoggingLevel level) => Check(Call(41, options, (int)level));

    public static void SetRunTag(nint options, string tag) => CallText(42, options, tag);

    public static void SetTerminate(nint options) => Check(Call(46, options));

    public static void UnsetTerminate(nint options) => Check(Call(47, options));

    public static void AddRunConfigEntry(nint options, string key, string value) => CallText(165, options, key, value);

    public static void ReleaseRunOptions(nint options) => Release(97, options);
}
