using System.Runtime.InteropServices;

namespace MusicGen.Bindings.OnnxRuntime;

/// <summary>How a session loads and runs a model: threads, graph rewriting, memory, log and execution providers. Dispose it once the session is made.</summary>
/// <remarks>Single-threaded.</remarks>
public sealed partial class SessionOptions : SafeHandle
{
    private bool _enableMemoryPattern = true;
    private bool _enableProfiling;
    private string _optimizedModelFilePath = "";
    private bool _enableCpuMemArena = true;
    private string _logId = "";
    private OrtLoggingLevel _logSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING;
    private int _logVerbosityLevel;
    private int _intraOpNumThreads;
    private int _interOpNumThreads;
    private GraphOptimizationLevel _graphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL;
    private ExecutionMode _executionMode = ExecutionMode.ORT_SEQUENTIAL;

    public SessionOptions()
        : base(0, ownsHandle: true) => SetHandle(OrtApi.CreateSessionOptions());

    public override bool IsInvalid => handle == 0;

    /// <summary>Whether memory is laid out once for inputs of unchanging shape.</summary>
    public bool EnableMemoryPattern
    {
        get => _enableMemoryPattern;
        set => OrtApi.SetMemPattern(Pointer, _enableMemoryPattern = value);
    }

    /// <summary>Beginning of the profile's file name; set before <see cref="EnableProfiling"/>.</summary>
    public string ProfileOutputPathPrefix { get; set; } = "onnxruntime_profile_";

    public bool EnableProfiling
    {
        get => _enableProfiling;
        set
        {
            if (value)
            {
                OrtApi.EnableProfiling(Pointer, ProfileOutputPathPrefix);
            }
            else
            {
                OrtApi.DisableProfiling(Pointer);
            }

            _enableProfiling = value;
        }
    }

    /// <summary>Where the session writes the graph as rewritten; empty: nowhere.</summary>
    public string OptimizedModelFilePath
    {
        get => _optimizedModelFilePath;
        set => OrtApi.SetOptimizedModelFilePath(Pointer, _optimizedModelFilePath = value);
    }

    public bool EnableCpuMemArena
    {
        get => _enableCpuMemArena;
        set => OrtApi.SetCpuMemArena(Pointer, _enableCpuMemArena = value);
    }

    public string LogId
    {
        get => _logId;
        set => OrtApi.SetSessionLogId(Pointer, _logId = value);
    }

    public OrtLoggingLevel LogSeverityLevel
    {
        get => _logSeverityLevel;
        set => OrtApi.SetSessionLogSeverityLevel(Pointer, _logSeverityLevel = value);
    }

    public int LogVerbosityLevel
    {
        get => _logVerbosityLevel;
        set => OrtApi.SetSessionLogVerbosityLevel(Pointer, _logVerbosityLevel = value);
    }

    /// <summary>Threads inside one node; 0: one per physical core.</summary>
    public int IntraOpNumThreads
    {
        get => _intraOpNumThreads;
        set => OrtApi.SetIntraOpNumThreads(Pointer, _intraOpNumThreads = value);
    }

    /// <summary>Threads across nodes, for <see cref="ExecutionMode.ORT_PARALLEL"/> alone.</summary>
    public int InterOpNumThreads
    {
        get => _interOpNumThreads;
        set => OrtApi.SetInterOpNumThreads(Pointer, _interOpNumThreads = value);
    }

    public GraphOptimizationLevel GraphOptimizationLevel
    {
        get => _graphOptimizationLevel;
        set => OrtApi.SetSessionGraphOptimizationLevel(Pointer, _graphOptimizationLevel = value);
    }

    public ExecutionMode ExecutionMode
    {
        get => _executionMode;
        set => OrtApi.SetSessionExecutionMode(Pointer, _executionMode = value);
    }

    internal nint Pointer => IsClosed ? throw new ObjectDisposedException(nameof(SessionOptions)) : handle;

    /// <remarks>
    /// "session.set_denormal_as_zero" holds only where the process's first session sets it, and then flushes denormals in all code of the
    /// thread that made that session and of threads started from it, managed code included (measured with 1.11 and 1.23).
    /// </remarks>
    public void AddSessionConfigEntry(string configKey, string configValue) => OrtApi.AddSessionConfigEntry(Pointer, configKey, configValue);

    public void AddFreeDimensionOverride(string dimDenotation, long dimValue) => OrtApi.AddFreeDimensionOverride(Pointer, dimDenotation, dimValue);

    public void AddFreeDimensionOverrideByName(string dimName, long dimValue) => OrtApi.AddFreeDimensionOverrideByName(Pointer, dimName, dimValue);

    protected override bool ReleaseHandle()
    {
        OrtApi.ReleaseSessionOptions(handle);
        handle = 0;
        return true;
    }
}
