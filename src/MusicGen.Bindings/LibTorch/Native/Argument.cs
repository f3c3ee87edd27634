using static MusicGen.Bindings.LibTorch.torch;

namespace MusicGen.Bindings.LibTorch;

/// <summary>One operator argument on the managed side; it keeps the tensor or array behind it alive during the call.</summary>
internal readonly struct Argument
{
    internal const long NoneTag = 0, TensorTag = 1, IntTag = 2, DoubleTag = 3, BoolTag = 4, IntsTag = 5, TensorsTag = 6, DeviceTag = 7,
        StringTag = 8, DoublesTag = 9, GeneratorTag = 10, OptionalTensorsTag = 11;

    internal readonly long Tag;
    internal readonly long Bits;
    internal readonly long Count;
    internal readonly object? Held;

    private Argument(long tag, long bits = 0, long count = 0, object? held = null)
    {
        Tag = tag;
        Bits = bits;
        Count = count;
        Held = held;
    }

    /// <summary>An optional integer: absent is None.</summary>
    internal static Argument Optional(long? value) => value is { } number ? number : default(Argument);

    /// <summary>An optional number type: absent lets libtorch choose.</summary>
    internal static Argument Optional(ScalarType? value) => value is { } type ? (long)type : default(Argument);

    /// <summary>A list of index tensors in which null means "all of this dimension".</summary>
    internal static Argument OptionalTensors(Tensor?[] tensors) => new(OptionalTensorsTag, 0, tensors.Length, tensors);

    public static implicit operator Argument(Tensor? tensor) => tensor is null ? default : new(TensorTag, tensor.Handle, 0, tensor);

    public static implicit operator Argument(long value) => new(IntTag, value);

    public static implicit operator Argument(double value) => new(DoubleTag, BitConverter.DoubleToInt64Bits(value));

    public static implicit operator Argument(bool value) => new(BoolTag, value ? 1 : 0);

    public static implicit operator Argument(Scalar? value) => value?.ToArgument() ?? default;

    public static implicit operator Argument(long[]? values) => values is null ? default : new(IntsTag, 0, values.Length, values);

    public static implicit operator Argument(Tensor[] tensors) => new(TensorsTag, 0, tensors.Length, tensors);

    public static implicit operator Argument(Device? device) => device is null ? default : new(DeviceTag, (long)device.type, device.NativeIndex);

    public static implicit operator Argument(string? text) => text is null ? default : new(StringTag, 0, text.Length, text);

    public static implicit operator Argument(Generator? generator) => generator is null ? default : new(GeneratorTag, generator.NativeHandle, 0, generator);
}
