namespace MusicGen.Core;

/// <summary>What a <see cref="BoxEvent"/> says has happened at the box.</summary>
public enum BoxEventKind
{
    /// <summary>A key of a keyboard went down and sounds already: Number = pitch 0–127, Value = velocity 1–127.</summary>
    KeyDown,

    /// <summary>A key came up: Number = pitch 0–127.</summary>
    KeyUp,

    /// <summary>A preset's button: Text = the preset's name. The one that plays stops; another one begins.</summary>
    PresetPressed,

    /// <summary>The next preset (Value = 1) or the one before (Value = −1).</summary>
    PresetStep,

    /// <summary>An end, gracefully.</summary>
    Stop,

    /// <summary>Another mode: Number = a <see cref="PlayMode"/>.</summary>
    ModeChosen,

    /// <summary>A knob was turned: Text = name of a <see cref="SteeringParameter"/>, Value = its new value, NaN = as the preset has it.</summary>
    Steered,

    /// <summary>The last minutes are worth keeping.</summary>
    KeepRecording,

    /// <summary>Silence, at once and whatever it costs.</summary>
    Panic,

    /// <summary>Nobody is there any more: everything as it was before the visit.</summary>
    VisitorLeft,

    /// <summary>Hours at which nothing may sound begin (Value = 1) or end (Value = 0).</summary>
    QuietHours,
}
