namespace MusicGen.Bindings.OnnxRuntime;

/// <summary>Element type and shape of a tensor, as <see cref="OrtValue.GetTensorTypeAndShape"/> reads them.</summary>
public readonly struct OrtTensorTypeAndShapeInfo
{
    internal OrtTensorTypeAndShapeInfo(nint tensorInfo)
    {
        ElementDataType = OrtApi.GetElementType(tensorInfo);
        ElementCount = OrtApi.GetElementCount(tensorInfo);
        Shape = OrtApi.GetDimensions(tensorInfo);
    }

    public TensorElementType ElementDataType { get; }

    public bool IsString => ElementDataType == TensorElementType.String;

    public long ElementCount { get; }

    public int DimensionsCount => Shape.Length;

    public long[] Shape { get; }
}
