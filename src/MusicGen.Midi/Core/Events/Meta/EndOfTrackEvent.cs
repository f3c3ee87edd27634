namespace MusicGen.Midi;

/// <summary>The end of a track. Written for you; read into the events only where the settings ask for it.</summary>
public sealed class EndOfTrackEvent : MetaEvent
{
    internal EndOfTrackEvent()
        : base(MidiEventType.EndOfTrack)
    {
    }

    public override string ToString() => nameof(MidiEventType.EndOfTrack);

    private protected override bool ContentEquals(MidiEvent other) => true;
}
