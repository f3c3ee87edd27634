namespace MusicGen.Bindings.OnnxRuntime;

/// <summary>What every failed call into ONNX Runtime arrives as; the code is in the text, "[ErrorCode:InvalidArgument] …", as in the package.</summary>
public sealed class OnnxRuntimeException : Exception
{
    internal OnnxRuntimeException(OrtErrorCode code, string message)
        : base($"[ErrorCode:{code}] {message}")
    {
    }
}
