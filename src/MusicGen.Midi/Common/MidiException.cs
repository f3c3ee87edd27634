namespace MusicGen.Midi;

/// <summary>What every fault of a MIDI file is reported as; reading throws a subclass that names the fault.</summary>
public abstract class MidiException : Exception
{
    internal MidiException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
