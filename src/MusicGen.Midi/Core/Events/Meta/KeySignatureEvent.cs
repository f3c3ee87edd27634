namespace MusicGen.Midi;

/// <summary>A change of key.</summary>
public sealed class KeySignatureEvent : MetaEvent
{
    public const sbyte DefaultKey = 0;
    public const byte DefaultScale = 0;
    public const sbyte MinKey = -7;
    public const sbyte MaxKey = 7;
    public const byte MinScale = 0;
    public const byte MaxScale = 1;

    private sbyte _key;
    private byte _scale;

    public KeySignatureEvent()
        : base(MidiEventType.KeySignature)
    {
    }

    public KeySignatureEvent(sbyte key, byte scale)
        : this()
    {
        Key = key;
        Scale = scale;
    }

    /// <summary>Sharps, or flats where negative: -7…7.</summary>
    public sbyte Key
    {
        get => _key;
        set
        {
            if (value is < MinKey or > MaxKey)
                Throw.OutOfRange(nameof(value), value, $"A value from {MinKey} to {MaxKey} is expected");
            _key = value;
        }
    }

    /// <summary>0 for major, 1 for minor.</summary>
    public byte Scale
    {
        get => _scale;
        set => _scale = Throw.IfAbove(value, MaxScale, nameof(value));
    }

    public override string ToString() => $"{EventType} ({Key}, {Scale})";

    private protected override bool ContentEquals(MidiEvent other)
    {
        var that = (KeySignatureEvent)other;
        return that._key == _key && that._scale == _scale;
    }
}
