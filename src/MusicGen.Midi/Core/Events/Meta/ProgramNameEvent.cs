namespace MusicGen.Midi;

/// <summary>The name of the program chosen next.</summary>
public sealed class ProgramNameEvent : BaseTextEvent
{
    public ProgramNameEvent()
        : this(null)
    {
    }

    public ProgramNameEvent(string? programName)
        : base(MidiEventType.ProgramName, programName)
    {
    }
}
