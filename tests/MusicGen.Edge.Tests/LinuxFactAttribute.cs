namespace MusicGen.Edge.Tests;

/// <summary>A test that needs Linux; elsewhere it says so and is skipped.</summary>
internal sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux()) Skip = "needs Linux";
    }
}
