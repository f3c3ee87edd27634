namespace MusicGen.Core;

/// <summary>Where a <see cref="BoxEvent"/> comes from.</summary>
public enum BoxEventSource
{
    /// <summary>A MIDI keyboard, or what stands in for one.</summary>
    Keyboard,

    /// <summary>Buttons, knobs and keys at the box.</summary>
    Panel,

    /// <summary>The page in a browser.</summary>
    Page,

    /// <summary>A MIDI controller bound to a knob.</summary>
    Midi,

    /// <summary>The program itself: clock, start, end.</summary>
    Host,

    /// <summary>A scripted visit.</summary>
    Script,
}
