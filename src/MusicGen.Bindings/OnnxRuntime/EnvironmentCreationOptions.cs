namespace MusicGen.Bindings.OnnxRuntime;

/// <summary>How to make the process's one <see cref="OrtEnv"/>: its log and where that goes.</summary>
public struct EnvironmentCreationOptions
{
    /// <summary>Name in the log's lines.</summary>
    public string? logId;

    /// <summary>Least severity logged; null is warnings.</summary>
    public OrtLoggingLevel? logLevel;

    /// <summary>Handed to <see cref="loggingFunction"/> as it is.</summary>
    public IntPtr? loggingParam;

    /// <summary>Takes the lines that else go to stderr with colour codes.</summary>
    public DOrtLoggingFunction? loggingFunction;
}
