using System.Runtime.InteropServices;

namespace MusicGen.Bindings;

/// <summary>A refused system call, as a sentence: what was wanted, which call refused it and with which error.</summary>
public sealed class NativeException : IOException
{
    /// <summary>Makes the sentence of a refusal.</summary>
    /// <param name="wanted">What was wanted and where, as the beginning of a sentence.</param>
    /// <param name="function">Name of the C function.</param>
    /// <param name="errorCode">Its errno.</param>
    /// <param name="whatToDo">What a person can do about it, or null.</param>
    public NativeException(string wanted, string function, int errorCode, string? whatToDo = null)
        : base($"{wanted}, but {function} says: {Marshal.GetPInvokeErrorMessage(errorCode)} (error {errorCode}){(whatToDo is null ? "." : $"; {whatToDo}.")}")
    {
        Function = function;
        ErrorCode = errorCode;
    }

    /// <summary>Name of the C function that refused.</summary>
    public string Function { get; }

    /// <summary>Its errno.</summary>
    public int ErrorCode { get; }
}
