namespace MusicGen.Bindings.Tests.OpenAL;

/// <summary>A fact that plays on OpenAL's null device, which only the environment that the process starts in can choose.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NullDeviceFactAttribute : OpenAlFactAttribute
{
    public NullDeviceFactAttribute()
    {
        if (Skip is null && Environment.GetEnvironmentVariable("ALSOFT_DRIVERS") != "null")
        {
            Skip = "ALSOFT_DRIVERS=null is not set in the environment of the tests (test.sh sets it).";
        }
    }
}
