using System.Runtime.InteropServices;
using MusicGen.Bindings.OnnxRuntime;

namespace MusicGen.Bindings.Tests.OnnxRuntime;

/// <summary>Tensors over arrays, foreign memory and the runtime's own; memory names; the managed tensor.</summary>
public sealed class OrtValueTests
{
    [OnnxRuntimeFact]
    public void AValueOverAnArraySharesItsMemory()
    {
        long[] data = [1, 2, 3, 4, 5, 6];
        using var value = OrtValue.CreateTensorValueFromMemory(data, [2, 3]);

        value.GetTensorMutableDataAsSpan<long>()[5] = 66;
        data[0] = 11;

        Assert.Equal(66, data[5]);
        Assert.Equal(11, value.GetTensorDataAsSpan<long>()[0]);
        var info = value.GetTensorTypeAndShape();
        Assert.Equal(TensorElementType.Int64, info.ElementDataType);
        Assert.Equal([2, 3], info.Shape);
        Assert.Equal(2, info.DimensionsCount);
        Assert.Equal(6, info.ElementCount);
        Assert.False(info.IsString);
        Assert.True(value.IsTensor);
        Assert.False(value.IsSparseTensor);
        Assert.Equal(48, value.GetTensorSizeInBytes());
        Assert.Equal(48, value.GetTensorMutableRawData().Length);
        Assert.Equal("Cpu", value.GetTensorMemoryInfo().Name);
    }

    [OnnxRuntimeFact]
    public void ALongerArrayIsTakenAndAShorterOneRefused()
    {
        using var value = OrtValue.CreateTensorValueFromMemory(new float[9], [2, 4]);
        Assert.Equal(8, value.GetTensorDataAsSpan<float>().Length);

        var failure = Assert.Throws<OnnxRuntimeException>(() => OrtValue.CreateTensorValueFromMemory(new float[7], [2, 4]));
        Assert.StartsWith("[ErrorCode:InvalidArgument]", failure.Message);
    }

    [OnnxRuntimeFact]
    public void ASpanOfAnotherTypeIsRefused()
    {
        using var value = OrtValue.CreateTensorValueFromMemory(new float[4], [4]);

        var failure = Assert.Throws<OnnxRuntimeException>(() => value.GetTensorDataAsSpan<int>().Length);

        Assert.StartsWith("[ErrorCode:InvalidArgument]", failure.Message);
    }

    [OnnxRuntimeFact]
    public void AllocatedTensorsHaveTheShapeAsked()
    {
        using var value = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, TensorElementType.Float16, [2, 1, 8]);
        value.GetTensorMutableDataAsSpan<Float16>().Fill((Float16)1.5f);

        Assert.Equal(32, value.GetTensorSizeInBytes());
        Assert.Equal(0x3E00, value.GetTensorDataAsSpan<Float16>()[15].value);
    }

    [OnnxRuntimeFact]
    public unsafe void ForeignMemoryIsUsedInPlace()
    {
        var memory = (float*)NativeMemory.AllocZeroed(4, sizeof(float));
        try
        {
            memory[3] = 4;
            using var value = OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, TensorElementType.Float, [4], (nint)memory, 16);

            Assert.Equal([0f, 0f, 0f, 4f], value.GetTensorDataAsSpan<float>());
        }
        finally
        {
            NativeMemory.Free(memory);
        }
    }

    [OnnxRuntimeFact]
    public void HalfPrecisionOutputsReadAsHalfPrecision()
    {
        using var session = new InferenceSession(TinyModels.ToHalf());
        using var options = new RunOptions();
        using var x = OrtValue.CreateTensorValueFromMemory([1f, -2f, 0.5f, 65504f], [1, 4]);

        using var outputs = session.Run(options, ["x"], [x], ["half"]);

        Assert.Equal([1f, -2f, 0.5f, 65504f], outputs[0].GetTensorDataAsSpan<Float16>().ToArray().Select(half => (float)half));
    }

    [OnnxRuntimeFact]
    public void DisposedObjectsSaySo()
    {
        var value = OrtValue.CreateTensorValueFromMemory(new float[4], [1, 4]);
        _ = value.GetTensorDataAsSpan<float>();
        value.Dispose();
        value.Dispose();
        var session = new InferenceSession(TinyModels.Affine());
        var options = new RunOptions();
        var binding = session.CreateIoBinding();
        session.Dispose();
        options.Dispose();

        Assert.Throws<ObjectDisposedException>(() => value.GetTensorDataAsSpan<float>().Length);
        Assert.Throws<ObjectDisposedException>(() => session.RunWithBinding(options, binding));
        Assert.Throws<ObjectDisposedException>(() => options.Terminate = true);
        binding.Dispose(); // after its session: the session's memory must still be there
    }

    [OnnxRuntimeFact]
    public void MemoryNamesCompareByWhatTheyName()
    {
        using var cpu = new OrtMemoryInfo(OrtMemoryInfo.allocatorCPU, OrtAllocatorType.DeviceAllocator, 0, OrtMemType.Cpu);
        using var cuda = new OrtMemoryInfo("Cuda", OrtAllocatorType.DeviceAllocator, 1, OrtMemType.Default);

        Assert.Equal(OrtMemoryInfo.DefaultInstance, cpu);
        Assert.Equal(OrtMemoryInfo.DefaultInstance.GetHashCode(), cpu.GetHashCode());
        Assert.NotEqual(cpu, cuda);
        Assert.Equal("Cuda", cuda.Name);
        Assert.Equal(1, cuda.Id);
        Assert.Equal(OrtMemType.Default, cuda.GetMemoryType());
        Assert.Equal(OrtAllocatorType.DeviceAllocator, cuda.GetAllocatorType());
        Assert.Equal("Cpu", OrtAllocator.DefaultInstance.Info.Name);
    }

    [Fact]
    public void DenseTensorsAreRowMajor()
    {
        var tensor = new DenseTensor<int>(new[] { 1, 2, 3, 4, 5, 6 }, [2, 3]);

        Assert.Equal(6, tensor[1, 2]);
        Assert.Equal([3, 1], tensor.Strides);
        Assert.Equal(4, tensor.Reshape([3, 2])[1, 1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => tensor[0, 3]);
        Assert.Throws<ArgumentException>(() => new DenseTensor<int>(new int[5], [2, 3]));
    }
}
