namespace MusicGen.Bindings.OnnxRuntime;

/// <summary>A half-precision number as tensors hold it: what a GPU model's recurrent state is made of.</summary>
public readonly struct Float16 : IEquatable<Float16>
{
    /// <summary>The sixteen bits: sign, five of exponent, ten of fraction.</summary>
    public readonly ushort value;

    public Float16(ushort v) => value = v;

    public static explicit operator float(Float16 number) => number.ToFloat();

    public static explicit operator Float16(float number) => new(BitConverter.HalfToUInt16Bits((Half)number));

    public static bool operator ==(Float16 left, Float16 right) => left.Equals(right);

    public static bool operator !=(Float16 left, Float16 right) => !left.Equals(right);

    public float ToFloat() => (float)BitConverter.UInt16BitsToHalf(value);

    /// <summary>As numbers: zeros of either sign are equal, NaN equals nothing.</summary>
    public bool Equals(Float16 other) => BitConverter.UInt16BitsToHalf(value) == BitConverter.UInt16BitsToHalf(other.value);

    public override bool Equals(object? obj) => obj is Float16 other && Equals(other);

    public override int GetHashCode() => BitConverter.UInt16BitsToHalf(value).GetHashCode();

    public override string ToString() => ToFloat().ToString();
}
