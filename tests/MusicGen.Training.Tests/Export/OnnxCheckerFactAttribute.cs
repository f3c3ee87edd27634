using System.ComponentModel;

namespace MusicGen.Training.Tests;

/// <summary>A fact that needs the ONNX project's own checker (Debian's python3-onnx); skipped with the reason where it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnnxCheckerFactAttribute : FactAttribute
{
    public OnnxCheckerFactAttribute()
    {
        if (Python is null) Skip = "python3 with the module 'onnx' is not installed (apt-get install python3-onnx).";
    }

    /// <summary>A Python that has the checker, or null. The distribution's own comes first: another on the path would not see its modules.</summary>
    public static string? Python { get; } = new[] { "/usr/bin/python3", "python3" }.FirstOrDefault(HasChecker);

    private static bool HasChecker(string python)
    {
        try
        {
            return Outcome.Of(python, ["-c", "import onnx.checker"]).ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
