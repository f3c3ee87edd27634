namespace MusicGen.Bindings.Alsa;

/// <summary>A port of the ALSA sequencer and what it says about itself.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="ClientName">Name of the program or driver.</param>
/// <param name="Name">Name of the port.</param>
/// <param name="IsProgram">Whether it belongs to a program; otherwise to a driver of the kernel.</param>
/// <param name="CanBeHeard">Whether others may connect to what comes out of it.</param>
/// <param name="CanBePlayed">Whether others may connect to what goes into it.</param>
public readonly record struct SequencerPort(
    SequencerAddress Address, string ClientName, string Name, bool IsProgram, bool CanBeHeard, bool CanBePlayed);
