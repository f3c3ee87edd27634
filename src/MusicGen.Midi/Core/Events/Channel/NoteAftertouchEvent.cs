namespace MusicGen.Midi;

/// <summary>The pressure on one held key.</summary>
public sealed class NoteAftertouchEvent : ChannelEvent
{
    public NoteAftertouchEvent()
        : base(MidiEventType.NoteAftertouch)
    {
    }

    public NoteAftertouchEvent(SevenBitNumber noteNumber, SevenBitNumber aftertouchValue)
        : this()
    {
        NoteNumber = noteNumber;
        AftertouchValue = aftertouchValue;
    }

    public SevenBitNumber NoteNumber
    {
        get => (SevenBitNumber)_data1;
        set => _data1 = value;
    }

    public SevenBitNumber AftertouchValue
    {
        get => (SevenBitNumber)_data2;
        set => _data2 = value;
    }

    public override string ToString() => $"{EventType} [{Channel}] ({NoteNumber}, {AftertouchValue})";
}
