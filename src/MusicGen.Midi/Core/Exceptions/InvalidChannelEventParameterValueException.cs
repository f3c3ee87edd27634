namespace MusicGen.Midi;

/// <summary>A data byte of a channel event is above 127.</summary>
public sealed class InvalidChannelEventParameterValueException : MidiException
{
    internal InvalidChannelEventParameterValueException(MidiEventType eventType, byte value)
        : base($"A data byte from 0 to 127 is expected in a {eventType} event, but found {value}.")
    {
        EventType = eventType;
        Value = value;
    }

    public MidiEventType EventType { get; }

    public byte Value { get; }
}
