using System.Runtime.InteropServices;

namespace MusicGen.Bindings.OnnxRuntime;

/// <summary>What holds for one run of a session: its log, and the flag that ends it from another thread.</summary>
/// <remarks>Not for concurrent runs; <see cref="Terminate"/> may be set from any thread.</remarks>
public sealed class RunOptions : SafeHandle
{
    private OrtLoggingLevel _logSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING;
    private int _logVerbosityLevel;
    private string _logId = "";
    private bool _terminate;

    public RunOptions()
        : base(0, ownsHandle: true) => SetHandle(OrtApi.CreateRunOptions());

    public override bool IsInvalid => handle == 0;

    public OrtLoggingLevel LogSeverityLevel
    {
        get => _logSeverityLevel;
        set
        {
            OrtApi.SetRunLogSeverityLevel(Pointer, value);
            _logSeverityLevel = value;
        }
    }

    public int LogVerbosityLevel
    {
        get => _logVerbosityLevel;
        set
        {
            OrtApi.SetRunLogVerbosityLevel(Pointer, value);
            _logVerbosityLevel = value;
        }
    }

    public string LogId
    {
        get => _logId;
        set
        {
            OrtApi.SetRunTag(Pointer, value);
            _logId = value;
        }
    }

    /// <summary>True: runs with these options end with <see cref="OnnxRuntimeException"/> at their next node.</summary>
    public bool Terminate
    {
        get => _terminate;
        set
        {
            if (value)
            {
                OrtApi.SetTerminate(Pointer);
            }
            else
            {
                OrtApi.UnsetTerminate(Pointer);
            }

            _terminate = value;
        }
    }

    internal nint Pointer => IsClosed ? throw new ObjectDisposedException(nameof(RunOptions)) : handle;

    public void AddRunConfigEntry(string configKey, string configValue) => OrtApi.AddRunConfigEntry(Pointer, configKey, configValue);

    protected override bool ReleaseHandle()
    {
        OrtApi.ReleaseRunOptions(handle);
        handle = 0;
        return true;
    }
}
