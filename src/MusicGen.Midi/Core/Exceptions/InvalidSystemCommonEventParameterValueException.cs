namespace MusicGen.Midi;

/// <summary>A value in a system common event is outside its range.</summary>
public sealed class InvalidSystemCommonEventParameterValueException : MidiException
{
    internal InvalidSystemCommonEventParameterValueException(MidiEventType eventType, string componentName, int componentValue)
        : base($"{componentName} of a {eventType} event is out of range: {componentValue}.")
    {
        EventType = eventType;
        ComponentName = componentName;
        ComponentValue = componentValue;
    }

    public MidiEventType EventType { get; }

    public string ComponentName { get; }

    public int ComponentValue { get; }
}
