namespace MusicGen.Bindings.OnnxRuntime;

/// <summary>A tensor with the name of the model's input or output that it is for.</summary>
public class NamedOnnxValue
{
    private readonly Func<OrtValue>? _toOrtValue;

    private protected NamedOnnxValue(string name, object value, Func<OrtValue>? toOrtValue)
    {
        Name = name;
        Value = value;
        _toOrtValue = toOrtValue;
    }

    public OnnxValueType ValueType => OnnxValueType.ONNX_TYPE_TENSOR;

    public string Name { get; set; }

    /// <summary>A <see cref="Tensor{T}"/> of the element type.</summary>
    public object Value { get; }

    public static NamedOnnxValue CreateFromTensor<T>(string name, Tensor<T> value)
        where T : unmanaged => new(name, value, () => Pin(value));

    /// <summary>The tensor, or null where its elements are of another type.</summary>
    public Tensor<T>? AsTensor<T>() => Value as Tensor<T>;

    /// <summary>The elements in row-major order, or null where they are of another type.</summary>
    public IEnumerable<T>? AsEnumerable<T>() => AsTensor<T>()?.ToDenseTensor().Buffer.ToArray();

    /// <summary>A value over the tensor's memory, pinned until disposed.</summary>
    internal OrtValue ToOrtValue() => _toOrtValue?.Invoke() ?? throw new InvalidOperationException($"A value made by CreateFromTensor expected as input '{Name}', but it is the result of a run; make a new one over its tensor.");

    private static OrtValue Pin<T>(Tensor<T> tensor)
        where T : unmanaged =>
        OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, tensor.ToDenseTensor().Buffer, Array.ConvertAll(tensor.Dimensions.ToArray(), dimension => (long)dimension));
}
