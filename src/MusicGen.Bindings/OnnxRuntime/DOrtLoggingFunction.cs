namespace MusicGen.Bindings.OnnxRuntime;

/// <summary>Receives the lines of the native log, on whatever thread writes them.</summary>
public delegate void DOrtLoggingFunction(IntPtr param, OrtLoggingLevel severity, string category, string logId, string codeLocation, string message);
