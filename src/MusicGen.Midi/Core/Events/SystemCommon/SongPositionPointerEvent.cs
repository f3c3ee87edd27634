namespace MusicGen.Midi;

/// <summary>Where in the song a sequencer should go on.</summary>
public sealed class SongPositionPointerEvent : SystemCommonEvent
{
    private const ushort MaxPointerValue = 16383;

    private ushort _pointerValue;

    public SongPositionPointerEvent()
        : base(MidiEventType.SongPositionPointer)
    {
    }

    public SongPositionPointerEvent(ushort pointerValue)
        : this()
    {
        PointerValue = pointerValue;
    }

    /// <summary>Sixteenth notes since the start, 0…16383.</summary>
    public ushort PointerValue
    {
        get => _pointerValue;
        set
        {
            if (value > MaxPointerValue)
                Throw.OutOfRange(nameof(value), value, $"A value from 0 to {MaxPointerValue} is expected");
            _pointerValue = value;
        }
    }

    public override string ToString() => $"{EventType} ({PointerValue})";

    private protected override bool ContentEquals(MidiEvent other) => ((SongPositionPointerEvent)other)._pointerValue == _pointerValue;
}
