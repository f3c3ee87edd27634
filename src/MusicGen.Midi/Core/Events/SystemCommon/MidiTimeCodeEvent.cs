namespace MusicGen.Midi;

/// <summary>An eighth part of a time code, sent four times a frame.</summary>
public sealed class MidiTimeCodeEvent : SystemCommonEvent
{
    private MidiTimeCodeComponent _component;

    public MidiTimeCodeEvent()
        : base(MidiEventType.MidiTimeCode)
    {
    }

    public MidiTimeCodeEvent(MidiTimeCodeComponent component, FourBitNumber componentValue)
        : this()
    {
        Component = component;
        ComponentValue = componentValue;
    }

    /// <exception cref="System.ComponentModel.InvalidEnumArgumentException">The component is none of the eight.</exception>
    public MidiTimeCodeComponent Component
    {
        get => _component;
        set => _component = Throw.IfUndefined(value, nameof(value));
    }

    public FourBitNumber ComponentValue { get; set; }

    public override string ToString() => $"{EventType} ({Component}, {ComponentValue})";

    private protected override bool ContentEquals(MidiEvent other)
    {
        var that = (MidiTimeCodeEvent)other;
        return that._component == _component && that.ComponentValue.Equals(ComponentValue);
    }
}
