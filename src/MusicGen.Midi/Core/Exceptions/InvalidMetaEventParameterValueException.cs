namespace MusicGen.Midi;

/// <summary>A value in a meta event is outside its range, for example a key with more than seven sharps.</summary>
public sealed class InvalidMetaEventParameterValueException : MidiException
{
    internal InvalidMetaEventParameterValueException(MidiEventType eventType, string propertyName, int value)
        : base($"{propertyName} of a {eventType} event is out of range: {value}.")
    {
        EventType = eventType;
        PropertyName = propertyName;
        Value = value;
    }

    public MidiEventType EventType { get; }

    public string PropertyName { get; }

    public int Value { get; }
}
