namespace MusicGen.Edge;

/// <summary>What the box does where its configuration, model, SoundFont or presets are at fault.</summary>
internal enum FaultResponse
{
    /// <summary>Ends with a sentence and an exit code: for a person at a terminal.</summary>
    Stop,

    /// <summary>Says so and plays with what is left, down to recorded tunes on built-in tines: for a box without a person.</summary>
    Degrade,

    /// <summary>Recorded tunes only, and nothing that could be at fault: when the box itself does not start.</summary>
    Safe,
}
