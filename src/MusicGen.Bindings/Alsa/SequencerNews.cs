namespace MusicGen.Bindings.Alsa;

/// <summary>What the ALSA sequencer announces of its clients and ports.</summary>
public enum SequencerNews
{
    /// <summary>Nothing that changes the ports.</summary>
    None,

    /// <summary>A client is gone, and all its ports.</summary>
    ClientWent,

    /// <summary>A client has another name.</summary>
    ClientChanged,

    /// <summary>A port is there, or is not what it was.</summary>
    PortCame,

    /// <summary>A port is gone.</summary>
    PortWent,
}
