namespace MusicGen.Bindings.OnnxRuntime;

/// <summary>What a model says of one of its inputs or outputs.</summary>
public sealed class NodeMetadata
{
    /// <param name="typeInfo">Native type; released here.</param>
    internal NodeMetadata(nint typeInfo)
    {
        try
        {
            OnnxValueType = OrtApi.GetOnnxType(typeInfo);
            var tensor = IsTensor ? OrtApi.CastTypeInfoToTensorInfo(typeInfo) : 0;
            if (tensor != 0)
            {
                ElementDataType = OrtApi.GetElementType(tensor);
                Dimensions = Array.ConvertAll(OrtApi.GetDimensions(tensor), dimension => (int)dimension);
                SymbolicDimensions = OrtApi.GetSymbolicDimensions(tensor);
            }
        }
        finally
        {
            OrtApi.ReleaseTypeInfo(typeInfo);
        }
    }

    public OnnxValueType OnnxValueType { get; }

    /// <summary>The shape; -1 for an axis that the model leaves open.</summary>
    public int[] Dimensions { get; } = [];

    /// <summary>Names of the open axes, empty for the others.</summary>
    public string[] SymbolicDimensions { get; } = [];

    public TensorElementType ElementDataType { get; } = TensorElementType.DataTypeMax;

    public Type ElementType => ElementTypes.ClrType(ElementDataType);

    public bool IsString => ElementDataType == TensorElementType.String;

    public bool IsTensor => OnnxValueType is OnnxValueType.ONNX_TYPE_TENSOR or OnnxValueType.ONNX_TYPE_SPARSETENSOR;
}
