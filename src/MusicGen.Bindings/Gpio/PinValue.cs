namespace MusicGen.Bindings.Gpio;

/// <summary>Level of a pin, in the shape of System.Device.Gpio.</summary>
public readonly struct PinValue : IEquatable<PinValue>
{
    private readonly byte _value;

    private PinValue(byte value) => _value = value;

    /// <summary>At the supply.</summary>
    public static PinValue High => new(1);

    /// <summary>At ground.</summary>
    public static PinValue Low => new(0);

    /// <summary>Any number but 0 is high.</summary>
    public static implicit operator PinValue(int value) => value == 0 ? Low : High;

    /// <summary>True is high.</summary>
    public static implicit operator PinValue(bool value) => value ? High : Low;

    /// <summary>1 where high.</summary>
    public static explicit operator byte(PinValue value) => value._value;

    /// <summary>1 where high.</summary>
    public static explicit operator int(PinValue value) => value._value;

    /// <summary>True where high.</summary>
    public static explicit operator bool(PinValue value) => value._value != 0;

    /// <summary>The other level.</summary>
    public static PinValue operator !(PinValue v) => v._value == 0 ? High : Low;

    /// <summary>Whether the levels are the same.</summary>
    public static bool operator ==(PinValue a, PinValue b) => a._value == b._value;

    /// <summary>Whether the levels differ.</summary>
    public static bool operator !=(PinValue a, PinValue b) => a._value != b._value;

    /// <inheritdoc/>
    public bool Equals(PinValue other) => _value == other._value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is PinValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _value;

    /// <inheritdoc/>
    public override string ToString() => _value == 0 ? "Low" : "High";
}
