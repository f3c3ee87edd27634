using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MusicGen.Bindings.OnnxRuntime;

/// <summary>The process's one native environment: its log, its version and the providers it was built with. Every session makes it on first use.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed unsafe class OrtEnv : SafeHandle
{
    private const string DefaultLogId = "CSharpOnnxRuntime";
    private const OrtLoggingLevel DefaultLogLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING;

    // UpdateEnvWithCustomLogLevel came with 1.14; the table of an older library ends before it.
    private static readonly Version _logLevelSince = new(1, 14);
    private static readonly Lock _gate = new();
    private static OrtEnv? _instance;
    private static DOrtLoggingFunction? _loggingFunction;

    private OrtLoggingLevel _logLevel;

    private OrtEnv(nint env, OrtLoggingLevel logLevel)
        : base(0, ownsHandle: true)
    {
        SetHandle(env);
        _logLevel = logLevel;
    }

    /// <summary>Whether the environment exists already, so that its log can no longer be chosen.</summary>
    public static bool IsCreated => _instance is not null;

    public override bool IsInvalid => handle == 0;

    /// <exception cref="OnnxRuntimeException">Set on a library older than 1.14, which cannot change it.</exception>
    public OrtLoggingLevel EnvLogLevel
    {
        get => _logLevel;
        set
        {
            if (!System.Version.TryParse(OrtApi.VersionString, out var version) || version < _logLevelSince)
            {
                throw new OnnxRuntimeException(OrtErrorCode.NotImplemented,
                    $"ONNX Runtime 1.14 or later expected to change the log level, but {OrtApi.VersionString} is loaded; choose it in CreateInstanceWithOptions instead.");
            }

            OrtApi.UpdateEnvWithCustomLogLevel(Pointer, value);
            _logLevel = value;
        }
    }

    internal nint Pointer => IsClosed ? throw new ObjectDisposedException(nameof(OrtEnv)) : handle;

    /// <exception cref="DllNotFoundException">No libonnxruntime that can be used.</exception>
    public static OrtEnv Instance()
    {
        lock (_gate)
        {
            return _instance ??= new OrtEnv(OrtApi.CreateEnv(DefaultLogLevel, DefaultLogId), DefaultLogLevel);
        }
    }

    /// <exception cref="InvalidOperationException">The environment exists already.</exception>
    public static OrtEnv CreateInstanceWithOptions(ref EnvironmentCreationOptions options)
    {
        lock (_gate)
        {
            if (_instance is not null)
            {
                throw new InvalidOperationException("CreateInstanceWithOptions expected before the first session or OrtEnv.Instance(), but the environment exists already; its options can no longer be chosen.");
            }

            var level = options.logLevel ?? DefaultLogLevel;
            var logId = options.logId ?? DefaultLogId;
            _loggingFunction = options.loggingFunction;
            var env = _loggingFunction is null
                ? OrtApi.CreateEnv(level, logId)
                : OrtApi.CreateEnvWithCustomLogger((nint)(delegate* unmanaged[Cdecl]<nint, int, nint, nint, nint, nint, void>)&Log, options.loggingParam ?? 0, level, logId);
            return _instance = new OrtEnv(env, level);
        }
    }

    public string GetVersionString() => OrtApi.VersionString;

    /// <summary>The providers compiled in, best first; that their own libraries are there is not said.</summary>
    public string[] GetAvailableProviders() => OrtApi.GetAvailableProviders();

    public void EnableTelemetryEvents() => OrtApi.EnableTelemetryEvents(Pointer);

    public void DisableTelemetryEvents() => OrtApi.DisableTelemetryEvents(Pointer);

    protected override bool ReleaseHandle()
    {
        OrtApi.ReleaseEnv(handle);
        handle = 0;
        Interlocked.CompareExchange(ref _instance, null, this);
        return true;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Log(nint param, int severity, nint category, nint logId, nint codeLocation, nint message)
    {
        try
        {
            _loggingFunction?.Invoke(param, (OrtLoggingLevel)severity, Text(category), Text(logId), Text(codeLocation), Text(message));
        }
        catch (Exception)
        {
            // An exception cannot pass through native frames, and a log line is not worth the process.
        }
    }

    private static string Text(nint utf8) => Marshal.PtrToStringUTF8(utf8) ?? "";
}
