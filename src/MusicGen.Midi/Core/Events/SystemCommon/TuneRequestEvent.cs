namespace MusicGen.Midi;

/// <summary>A request to analogue synthesizers to tune themselves.</summary>
public sealed class TuneRequestEvent : SystemCommonEvent
{
    public TuneRequestEvent()
        : base(MidiEventType.TuneRequest)
    {
    }

    public override string ToString() => nameof(MidiEventType.TuneRequest);

    private protected override bool ContentEquals(MidiEvent other) => true;
}
