using System.Runtime.InteropServices;

namespace MusicGen.Bindings.Tests.OpenAL;

/// <summary>A fact that needs libopenal; skipped with the reason where it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class OpenAlFactAttribute : FactAttribute
{
    public OpenAlFactAttribute()
    {
        if (!NativeLibrary.TryLoad("libopenal.so.1", out _))
        {
            Skip = "libopenal is not installed (apt-get install libopenal1).";
        }
    }
}
