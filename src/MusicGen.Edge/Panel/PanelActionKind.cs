namespace MusicGen.Edge;

/// <summary>The kinds of things that a gesture at the panel can do.</summary>
internal enum PanelActionKind
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>A preset's button.</summary>
    Preset,

    /// <summary>The next or the previous preset.</summary>
    StepPreset,

    /// <summary>A mode.</summary>
    Mode,

    /// <summary>The mode after this one.</summary>
    NextMode,

    /// <summary>An end.</summary>
    Stop,

    /// <summary>Keep the last minutes.</summary>
    KeepRecording,

    /// <summary>Everything as before the visit.</summary>
    VisitorLeft,

    /// <summary>Silence at once.</summary>
    Panic,

    /// <summary>A parameter to a value.</summary>
    SteerTo,

    /// <summary>A parameter by steps.</summary>
    SteerBy,
}
