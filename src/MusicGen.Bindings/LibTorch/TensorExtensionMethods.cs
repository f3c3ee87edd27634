using System.Runtime.InteropServices;
using MusicGen.Bindings.LibTorch.Modules;
using static MusicGen.Bindings.LibTorch.torch;

namespace MusicGen.Bindings.LibTorch;

/// <summary>Conversions between tensors, parameters and plain values.</summary>
public static class TensorExtensionMethods
{
    public static Parameter AsParameter(this Tensor tensor) => new(tensor, tensor.requires_grad);

    public static Tensor ToTensor<T>(this T[] rawArray, long[] dimensions, bool doCopy = false, bool requires_grad = false) where T : unmanaged
        => FromValues<T>(rawArray, dimensions, null, null, requires_grad);

    public static float ToSingle(this Tensor value) => (float)value.ToDouble();

    public static double ToDouble(this Tensor value)
    {
        using var converted = value.to_type(ScalarType.Float64);
        return converted.item<double>();
    }

    public static int ToInt32(this Tensor value) => (int)value.ToInt64();

    public static long ToInt64(this Tensor value)
    {
        using var converted = value.to_type(ScalarType.Int64);
        return converted.item<long>();
    }

    public static bool ToBoolean(this Tensor value)
    {
        using var converted = value.to_type(ScalarType.Bool);
        return converted.item<bool>();
    }

    /// <summary>Writes the raw element bytes of a tensor anywhere into a stream.</summary>
    internal static void WriteBytes(this Tensor tensor, Stream stream)
    {
        using var plain = tensor.detach().cpu().contiguous();
        stream.Write(plain.bytes);
    }

    internal static ReadOnlySpan<byte> AsBytes<T>(ReadOnlySpan<T> values) where T : unmanaged => MemoryMarshal.AsBytes(values);
}
