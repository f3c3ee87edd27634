namespace MusicGen.Training;

/// <summary>Element types of tensors in an exported graph; the numbers are those of onnx.proto's <c>TensorProto.DataType</c>.</summary>
public enum OnnxElementType
{
    /// <summary>32-bit float.</summary>
    Float = 1,

    /// <summary>Unsigned byte.</summary>
    UInt8 = 2,

    /// <summary>Signed byte.</summary>
    Int8 = 3,

    /// <summary>64-bit integer.</summary>
    Int64 = 7,

    /// <summary>16-bit float.</summary>
    Float16 = 10,
}
