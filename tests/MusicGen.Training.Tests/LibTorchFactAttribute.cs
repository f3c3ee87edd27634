namespace MusicGen.Training.Tests;

/// <summary>A test that needs libtorch; skips with the reason where it is absent.</summary>
internal sealed class LibTorchFactAttribute : FactAttribute
{
    private static readonly string? Missing = FindMissing();

    public LibTorchFactAttribute() => Skip = Missing;

    private static string? FindMissing()
    {
        try
        {
            using var one = ones([1]);
            return null;
        }
        catch (Exception e) when (e is DllNotFoundException or NotSupportedException or TypeInitializationException)
        {
            return "libtorch or its shim is absent: " + (e.InnerException ?? e).Message;
        }
    }
}
