namespace MusicGen.Edge.Tests;

/// <summary>A theory that needs Linux; elsewhere it says so and is skipped.</summary>
internal sealed class LinuxTheoryAttribute : TheoryAttribute
{
    public LinuxTheoryAttribute()
    {
        if (!OperatingSystem.IsLinux()) Skip = "needs Linux";
    }
}
