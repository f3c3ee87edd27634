namespace MusicGen.Midi.Tests;

/// <summary>A theory that needs the music data beside the repository; skipped where it is not there.</summary>
public sealed class SharedDataTheoryAttribute : TheoryAttribute
{
    public SharedDataTheoryAttribute()
    {
        if (SharedData.Folder is null)
            Skip = "The music data ../shared/data is not there.";
    }
}
