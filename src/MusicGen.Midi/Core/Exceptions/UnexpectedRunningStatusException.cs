namespace MusicGen.Midi;

/// <summary>A track has a data byte where no channel event before it gives it a status.</summary>
public sealed class UnexpectedRunningStatusException : MidiException
{
    internal UnexpectedRunningStatusException()
        : base("A status byte is expected, but a data byte was found with no channel event before it in the track.")
    {
    }
}
