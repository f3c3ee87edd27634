namespace MusicGen.Bindings.OnnxRuntime;

/// <summary>One named result of a run, copied into managed memory.</summary>
public sealed class DisposableNamedOnnxValue : NamedOnnxValue, IDisposable
{
    internal DisposableNamedOnnxValue(string name, OrtValue value)
        : base(name, Copy(value), toOrtValue: null) => ElementType = value.GetTensorTypeAndShape().ElementDataType;

    public TensorElementType ElementType { get; }

    /// <summary>Here for the package's shape: the copy is managed memory and needs no release.</summary>
    public void Dispose()
    {
    }

    private static object Copy(OrtValue value)
    {
        var info = value.GetTensorTypeAndShape();
        return info.ElementDataType switch
        {
            TensorElementType.Float => Copy<float>(value, info),
            TensorElementType.UInt8 => Copy<byte>(value, info),
            TensorElementType.Int8 => Copy<sbyte>(value, info),
            TensorElementType.UInt16 => Copy<ushort>(value, info),
            TensorElementType.Int16 => Copy<short>(value, info),
            TensorElementType.Int32 => Copy<int>(value, info),
            TensorElementType.Int64 => Copy<long>(value, info),
            TensorElementType.Bool => Copy<bool>(value, info),
            TensorElementType.Float16 => Copy<Float16>(value, info),
            TensorElementType.Double => Copy<double>(value, info),
            TensorElementType.UInt32 => Copy<uint>(value, info),
            TensorElementType.UInt64 => Copy<ulong>(value, info),
            _ => throw new OnnxRuntimeException(OrtErrorCode.NotImplemented, $"An output of numbers expected, but it holds {info.ElementDataType}."),
        };
    }

    private static DenseTensor<T> Copy<T>(OrtValue value, OrtTensorTypeAndShapeInfo info)
        where T : unmanaged =>
        new(value.GetTensorDataAsSpan<T>().ToArray(), Array.ConvertAll(info.Shape, dimension => checked((int)dimension)));
}
