namespace MusicGen.Edge.Tests;

/// <summary>What a test needs of the machine.</summary>
[Flags]
public enum Needs
{
    /// <summary>libonnxruntime.</summary>
    Model = 1,

    /// <summary>libfluidsynth and a SoundFont of the distribution.</summary>
    Sound = 2,

    /// <summary>libopenal with the null device (ALSOFT_DRIVERS=null in the environment).</summary>
    NullAudio = 4,

    /// <summary>The package models/piano of the repository.</summary>
    Piano = 8,
}

/// <summary>A fact that needs engines of the machine; skipped with the reason where one is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EngineFactAttribute : FactAttribute
{
    public EngineFactAttribute(Needs needs) => Skip = Engines.MissingOf(needs);
}

/// <summary>A theory with the same needs.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EngineTheoryAttribute : TheoryAttribute
{
    public EngineTheoryAttribute(Needs needs) => Skip = Engines.MissingOf(needs);
}
