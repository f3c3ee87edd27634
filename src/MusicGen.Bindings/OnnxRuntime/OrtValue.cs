using System.Buffers;
using System.Runtime.CompilerServices;

namespace MusicGen.Bindings.OnnxRuntime;

/// <summary>A tensor that goes into or comes out of a session: over a pinned managed array, over foreign memory, or over the runtime's own.</summary>
/// <remarks>
/// The contents are not for concurrent runs. A value over an array pins it until disposed; nothing is copied, so what is written into
/// the array is what the next run reads. The spans allocate nothing after their first use.
/// </remarks>
public sealed unsafe class OrtValue : IDisposable
{
    private nint _handle;
    private MemoryHandle _pin;

    // Fixed for the value's life, so asked for once.
    private nint _data;
    private long _elementCount;
    private TensorElementType _elementType;

    internal OrtValue(nint value) => _handle = value;

    private OrtValue(nint value, MemoryHandle pin)
    {
        _handle = value;
        _pin = pin;
    }

    ~OrtValue() => Release();

    public OnnxValueType OnnxType => OrtApi.GetValueType(Pointer);

    public bool IsTensor => OnnxType == OnnxValueType.ONNX_TYPE_TENSOR;

    public bool IsSparseTensor => OnnxType == OnnxValueType.ONNX_TYPE_SPARSETENSOR;

    internal nint Pointer => _handle != 0 ? _handle : throw new ObjectDisposedException(nameof(OrtValue));

    /// <summary>A tensor over foreign memory, which must outlive it.</summary>
    public static OrtValue CreateTensorValueWithData(OrtMemoryInfo memInfo, TensorElementType elementType, long[] shape, IntPtr dataBufferPtr, long bufferLengthInBytes)
    {
        var value = OrtApi.CreateTensorWithData(memInfo.Pointer, dataBufferPtr, bufferLengthInBytes, shape, elementType);
        GC.KeepAlive(memInfo);
        return new OrtValue(value);
    }

    /// <summary>A tensor over managed memory, pinned until the value is disposed; the memory may be longer than the shape asks, not shorter.</summary>
    public static OrtValue CreateTensorValueFromMemory<T>(OrtMemoryInfo memoryInfo, Memory<T> memory, long[] shape)
        where T : unmanaged
    {
        var elementType = ElementTypes.Of<T>();
        var pin = memory.Pin();
        try
        {
            var value = OrtApi.CreateTensorWithData(memoryInfo.Pointer, (nint)pin.Pointer, (long)memory.Length * sizeof(T), shape, elementType);
            GC.KeepAlive(memoryInfo);
            return new OrtValue(value, pin);
        }
        catch
        {
            pin.Dispose();
            throw;
        }
    }

    /// <inheritdoc cref="CreateTensorValueFromMemory{T}(OrtMemoryInfo, Memory{T}, long[])"/>
    public static OrtValue CreateTensorValueFromMemory<T>(T[] data, long[] shape)
        where T : unmanaged => CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, data.AsMemory(), shape);

    /// <summary>A tensor in memory of the allocator's; its contents are whatever lay there.</summary>
    public static OrtValue CreateAllocatedTensorValue(OrtAllocator allocator, TensorElementType elementType, long[] shape)
    {
        var value = OrtApi.CreateTensor(allocator.Pointer, shape, elementType);
        GC.KeepAlive(allocator);
        return new OrtValue(value);
    }

    /// <exception cref="OnnxRuntimeException">The tensor has another element type.</exception>
    public ReadOnlySpan<T> GetTensorDataAsSpan<T>()
        where T : unmanaged => GetTensorMutableDataAsSpan<T>();

    /// <inheritdoc cref="GetTensorDataAsSpan{T}"/>
    public Span<T> GetTensorMutableDataAsSpan<T>()
        where T : unmanaged
    {
        Describe();
        if (_elementType != ElementTypes.Of<T>())
        {
            throw new OnnxRuntimeException(OrtErrorCode.InvalidArgument, $"Elements of type {ElementTypes.Of<T>()} expected, but the tensor holds {_elementType}.");
        }

        return new Span<T>((void*)_data, checked((int)_elementCount));
    }

    /// <summary>The tensor's bytes, whatever its element type.</summary>
    public Span<byte> GetTensorMutableRawData() => new((void*)Described()._data, checked((int)GetTensorSizeInBytes()));

    public long GetTensorSizeInBytes() => Described()._elementCount * ElementTypes.SizeBytes(_elementType);

    public OrtTensorTypeAndShapeInfo GetTensorTypeAndShape()
    {
        var info = OrtApi.GetTensorTypeAndShape(Pointer);
        try
        {
            return new OrtTensorTypeAndShapeInfo(info);
        }
        finally
        {
            OrtApi.ReleaseTensorInfo(info);
        }
    }

    /// <summary>Where the tensor lies; valid as long as the value.</summary>
    public OrtMemoryInfo GetTensorMemoryInfo() => new(OrtApi.GetTensorMemoryInfo(Pointer), isOwned: false);

    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private OrtValue Described()
    {
        Describe();
        return this;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Describe()
    {
        if (_data == 0)
        {
            ReadDescription();
        }
    }

    private void ReadDescription()
    {
        var info = GetTensorTypeAndShape();
        _elementType = info.ElementDataType;
        _elementCount = info.ElementCount;
        _data = OrtApi.GetTensorMutableData(Pointer);
    }

    private void Release()
    {
        var value = Interlocked.Exchange(ref _handle, 0);
        if (value == 0)
        {
            return;
        }

        OrtApi.ReleaseValue(value);
        _data = 0; // a span asked for later finds the value disposed
        _pin.Dispose();
    }
}
