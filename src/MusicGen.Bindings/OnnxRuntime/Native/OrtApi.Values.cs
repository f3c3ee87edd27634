using System.Runtime.InteropServices;

namespace MusicGen.Bindings.OnnxRuntime;

/// <content>Values, shapes, memory and allocators.</content>
internal static unsafe partial class OrtApi
{
    private static nint _defaultAllocator;

    /// <summary>The process-wide CPU allocator; never released.</summary>
    public static nint DefaultAllocator => _defaultAllocator != 0 ? _defaultAllocator : _defaultAllocator = CallOut(78);

    public static nint CreateTensor(nint allocator, ReadOnlySpan<long> shape, TensorElementType type)
    {
        nint value;
        fixed (long* dimensions = shape)
        {
            Check(((delegate* unmanaged[Cdecl]<nint, long*, nuint, int, nint*, nint>)Table[48])(allocator, dimensions, (nuint)shape.Length, (int)type, &value));
        }

        return value;
    }

    public static nint CreateTensorWithData(nint memoryInfo, nint data, long byteCount, ReadOnlySpan<long> shape, TensorElementType type)
    {
        nint value;
        fixed (long* dimensions = shape)
        {
            Check(((delegate* unmanaged[Cdecl]<nint, nint, nuint, long*, nuint, int, nint*, nint>)Table[49])(
                memoryInfo, data, (nuint)byteCount, dimensions, (nuint)shape.Length, (int)type, &value));
        }

        return value;
    }

    public static nint GetTensorMutableData(nint value) => CallOut(51, value);

    public static nint GetTensorTypeAndShape(nint value) => CallOut(65, value);

    public static OnnxValueType GetValueType(nint value) => (OnnxValueType)CallOutInt(67, value);

    public static void ReleaseValue(nint value) => Release(96, value);

    /// <summary>The tensor part of a type, owned by it; 0 where the type is not a tensor.</summary>
    public static nint CastTypeInfoToTensorInfo(nint typeInfo) => CallOut(55, typeInfo);

    public static OnnxValueType GetOnnxType(nint typeInfo) => (OnnxValueType)CallOutInt(56, typeInfo);

    public static void ReleaseTypeInfo(nint typeInfo) => Release(98, typeInfo);

    public static TensorElementType GetElementType(nint tensorInfo) => (TensorElementType)CallOutInt(60, tensorInfo);

    public static long GetElementCount(nint tensorInfo) => CallOut(64, tensorInfo);

    public static long[] GetDimensions(nint tensorInfo)
    {
        var dimensions = new long[CallOut(61, tensorInfo)];
        fixed (long* first = dimensions)
        {
            Check(Call(62, tensorInfo, (nint)first, dimensions.Length));
        }

        return dimensions;
    }

    public static string[] GetSymbolicDimensions(nint tensorInfo)
    {
        var names = new nint[CallOut(61, tensorInfo)];
        fixed (nint* first = names)
        {
            Check(Call(63, tensorInfo, (nint)first, names.Length));
        }

        return Array.ConvertAll(names, name => Marshal.PtrToStringUTF8(name) ?? "");
    }

    public static void ReleaseTensorInfo(nint tensorInfo) => Release(99, tensorInfo);

    public static nint CreateMemoryInfo(string name, OrtAllocatorType allocatorType, int deviceId, OrtMemType memoryType)
    {
        using var utf8 = new Utf8Text(name, stackalloc byte[Utf8Text.ScratchBytes]);
        nint info;
        Check(((delegate* unmanaged[Cdecl]<byte*, int, int, int, nint*, nint>)Table[68])(utf8.Pointer, (int)allocatorType, deviceId, (int)memoryType, &info));
        return info;
    }

    public static bool AreEqual(nint memoryInfo, nint other)
    {
        int difference;
        Check(Call(70, memoryInfo, other, (nint)(&difference)));
        return difference == 0;
    }

    public static string GetMemoryName(nint memoryInfo) => Marshal.PtrToStringUTF8(CallOut(71, memoryInfo)) ?? "";

    public static int GetMemoryId(nint memoryInfo) => CallOutInt(72, memoryInfo);

    public static OrtMemType GetMemoryType(nint memoryInfo) => (OrtMemType)CallOutInt(73, memoryInfo);

    public static OrtAllocatorType GetMemoryAllocatorType(nint memoryInfo) => (OrtAllocatorType)CallOutInt(74, memoryInfo);

    public static void ReleaseMemoryInfo(nint memoryInfo) => Release(94, memoryInfo);

    public static nint AllocatorAlloc(nint allocator, nuint byteCount) => CallOut(75, allocator, (nint)byteCount);

    public static void AllocatorFree(nint allocator, nint memory) => Check(Call(76, allocator, memory));

    public static nint AllocatorGetInfo(nint allocator) => CallOut(77, allocator);

    public static nint CreateAllocator(nint session, nint memoryInfo) => CallOut(131, session, memoryInfo);

    public static void ReleaseAllocator(nint allocator) => Release(132, allocator);

    public static nint GetTensorMemoryInfo(nint value) => CallOut(194, value);
}
