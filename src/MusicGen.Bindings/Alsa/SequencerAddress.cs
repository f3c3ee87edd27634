namespace MusicGen.Bindings.Alsa;

/// <summary>A port of the ALSA sequencer.</summary>
/// <param name="Client">Number of the program or driver that it belongs to.</param>
/// <param name="Port">Its number there.</param>
public readonly record struct SequencerAddress(byte Client, byte Port)
{
    /// <summary>Where the sequencer tells what comes and goes.</summary>
    public static SequencerAddress Announcements => new(0, 1);

    /// <summary>As <c>aconnect</c> writes it.</summary>
    public override string ToString() => $"{Client}:{Port}";
}
