using System.Runtime.InteropServices;

namespace MusicGen.Training;

/// <summary>A constant of an <see cref="OnnxGraph"/> (an initialiser): name, type, shape and little-endian bytes.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class OnnxTensor
{
    private OnnxTensor(string name, OnnxElementType type, long[] shape, byte[] bytes)
    {
        Name = name;
        Type = type;
        Shape = shape;
        Bytes = bytes;
    }

    /// <summary>Name, unique in its graph.</summary>
    public string Name { get; }

    /// <summary>Element type.</summary>
    public OnnxElementType Type { get; }

    /// <summary>Sizes of the axes.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>Row-major elements, little-endian.</summary>
    public byte[] Bytes { get; }

    /// <summary>A tensor of 32-bit floats.</summary>
    public static OnnxTensor Of(string name, ReadOnlySpan<float> values, params long[] shape) =>
        Create(name, OnnxElementType.Float, values, shape);

    /// <summary>A tensor of 16-bit floats.</summary>
    public static OnnxTensor Of(string name, ReadOnlySpan<Half> values, params long[] shape) =>
        Create(name, OnnxElementType.Float16, values, shape);

    /// <summary>A tensor of signed bytes.</summary>
    public static OnnxTensor Of(string name, ReadOnlySpan<sbyte> values, params long[] shape) =>
        Create(name, OnnxElementType.Int8, values, shape);

    /// <summary>A tensor of unsigned bytes.</summary>
    public static OnnxTensor Of(string name, ReadOnlySpan<byte> values, params long[] shape) =>
        Create(name, OnnxElementType.UInt8, values, shape);

    /// <summary>A tensor of 64-bit integers.</summary>
    public static OnnxTensor Of(string name, ReadOnlySpan<long> values, params long[] shape) =>
        Create(name, OnnxElementType.Int64, values, shape);

    private static OnnxTensor Create<T>(string name, OnnxElementType type, ReadOnlySpan<T> values, long[] shape)
        where T : unmanaged
    {
        var count = shape.Aggregate(1L, (product, size) => product * size);
        if (count != values.Length)
            throw new ArgumentException($"{count} values expected for tensor '{name}' of shape ({string.Join(", ", shape)}), found {values.Length}.");
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("A little-endian machine expected for export (ONNX raw data is little-endian); export on x64 or arm64.");
        return new OnnxTensor(name, type, shape, MemoryMarshal.AsBytes(values).ToArray());
    }
}
