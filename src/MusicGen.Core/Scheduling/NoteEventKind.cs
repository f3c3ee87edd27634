namespace MusicGen.Core;

/// <summary>What a <see cref="NoteEvent"/> asks of the player.</summary>
public enum NoteEventKind : byte
{
    /// <summary>End the note of (channel, pitch = Data1) that the same owner began in the same generation.</summary>
    NoteOff,

    /// <summary>Begin a note: pitch = Data1, velocity = Data2.</summary>
    NoteOn,

    /// <summary>Controller Data1 to value Data2.</summary>
    ControlChange,

    /// <summary>Program Data1 on the channel.</summary>
    ProgramChange,

    /// <summary>Pitch bend, 14 bits: low 7 in Data1, high 7 in Data2, 8192 = none.</summary>
    PitchBend,

    /// <summary>End every note of the owner, sounding or not yet; takes effect as soon as it is seen. Controllers stay.</summary>
    ReleaseOwner,

    /// <summary>
    /// Forget the owner's events of earlier generations from Frame on that have not been played; notes that sound keep
    /// their ends. Takes effect as soon as it is seen.
    /// </summary>
    DropBefore,
}
