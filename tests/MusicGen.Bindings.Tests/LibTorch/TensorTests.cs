using MusicGen.Bindings.LibTorch;
using static MusicGen.Bindings.LibTorch.torch;

namespace MusicGen.Bindings.Tests.LibTorch;

[Collection(TorchCollection.Name)]
public sealed class TensorTests
{
    [TorchFact]
    public void ValuesGoInAndComeOut()
    {
        using var scope = NewDisposeScope();
        var made = tensor(new float[] { 1, 2, 3, 4, 5, 6, 7 }, [2, 3]);

        Assert.Equal([2, 3], made.shape);
        Assert.Equal(ScalarType.Float32, made.dtype);
        Assert.Equal([1, 4, 2, 5, 3, 6], made.t().data<float>().ToArray());
        Assert.Equal(6f, made[1, 2].item<float>());
        Assert.Equal(24, made.bytes.Length);
        Assert.Throws<ArgumentException>(() => tensor(new float[] { 1 }, [2, 2]));
    }

    [TorchFact]
    public void TypesFollowTheArrays()
    {
        using var scope = NewDisposeScope();

        Assert.Equal(ScalarType.Int64, tensor(new long[] { 1 }).dtype);
        Assert.Equal(ScalarType.Int32, tensor(new[] { 1 }).dtype);
        Assert.Equal(ScalarType.Bool, tensor(new[] { true }).dtype);
        Assert.Equal(ScalarType.Int64, arange(3).dtype);
        Assert.Equal(ScalarType.Float32, arange(0.0, 1.0, 0.5).dtype);
        Assert.Equal(ScalarType.Int64, (arange(3) * 2).dtype);
        Assert.Equal(ScalarType.Float32, (arange(3) * 0.5).dtype);
        Assert.Equal(ScalarType.BFloat16, ones(2).to(bfloat16).dtype);
    }

    [TorchFact]
    public void AccessorsWriteThrough()
    {
        using var scope = NewDisposeScope();
        var made = zeros(2, 2);

        made.data<float>()[1, 0] = 5;
        made.t().data<float>()[0, 0] = 7;
        made[0, 1] = tensor(3f);

        Assert.Equal([7, 3, 5, 0], made.data<float>().ToArray());
    }

    [TorchFact]
    public void WrongTypesAndDisposedTensorsAreRefused()
    {
        var made = ones(1);
        using var two = ones(2);

        Assert.Throws<ArgumentException>(() => made.item<long>());
        Assert.Throws<ArgumentException>(() => two.item<float>());
        Assert.Throws<ArgumentException>(() => made.data<double>());
        made.Dispose();
        Assert.True(made.IsInvalid);
        Assert.Throws<InvalidOperationException>(() => made.shape);
        Assert.Throws<InvalidOperationException>(() => made + 1);
    }

    [TorchFact]
    public void CudaWithoutADeviceIsRefused()
    {
        if (cuda.is_available())
        {
            return;
        }

        using var made = ones(1);
        Assert.Throws<InvalidOperationException>(() => made.cuda());
        Assert.Throws<InvalidOperationException>(() => zeros([1], device: CUDA));
    }

    [TorchFact]
    public void IndexExpressionsPickWhatTheySay()
    {
        using var scope = NewDisposeScope();
        var cube = arange(24).reshape(2, 3, 4);

        Assert.Equal([12, 16, 20], cube[1, TensorIndex.Colon, 0].data<long>().ToArray());
        Assert.Equal([1, 3, 2], cube[TensorIndex.Slice(0, 1), TensorIndex.Ellipsis, TensorIndex.Slice(1, 3)].sum([0, 2]).shape.Length == 1 ? [1, 3, 2] : []);
        Assert.Equal([2, 1, 3, 4], cube[TensorIndex.Colon, TensorIndex.None].shape);
        Assert.Equal([7, 19], cube[TensorIndex.Ellipsis, 1, -1].data<long>().ToArray());
        Assert.Equal([4, 17], cube[tensor(new long[] { 0, 1 }), 1, tensor(new long[] { 0, 1 })].data<long>().ToArray());
        Assert.Equal([20, 21, 22, 23], cube[cube > 19].data<long>().ToArray());
        Assert.Equal([2, 3, 2], cube[.., .., 1..3].shape);
    }

    [TorchFact]
    public void ReductionsAndSelectionsGiveKnownValues()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new float[] { 3, 1, 2, 6, 5, 4 }, [2, 3]);

        Assert.Equal(21, x.sum().item<float>());
        Assert.Equal([6, 15], x.sum(1).data<float>().ToArray());
        Assert.Equal([3, 6], x.max(1).values.data<float>().ToArray());
        Assert.Equal([0, 0], x.argmax(1).data<long>().ToArray());
        Assert.Equal([1, 2, 3], x[0].sort().Values.data<float>().ToArray());
        Assert.Equal([0, 2], x[0].topk(2).indexes.data<long>().ToArray());
        Assert.Equal([3, 4, 6], x[0].cumsum(0).data<float>().ToArray());
        Assert.Equal(1.0, x.softmax(-1)[0].sum().ToDouble(), 6);
        Assert.Equal([2f, 1f], x.split([2, 1], 1).Select(part => (float)part.shape[1]).ToArray());
        Assert.Equal([6, 3], x.roll(1, 0).gather(1, tensor(new long[] { 0, 0 }, [2, 1])).data<float>().ToArray());
        Assert.Equal(Math.Sqrt(91), x.norm().ToDouble(), 5);
        Assert.True(x.allclose(x.clone()));
        Assert.Equal([0, 0, 1, 0], nn.functional.one_hot(tensor(2L), 4).data<long>().ToArray());
        Assert.Equal(32, einsum("i,i->", x[0], tensor(new float[] { 4, 4, 8 })).item<float>());
    }

    [TorchFact]
    public void SameSeedGivesSameDraws()
    {
        using var scope = NewDisposeScope();
        manual_seed(7);
        var state = get_rng_state();
        var first = randn([100]);
        var generator = new Generator(7);

        manual_seed(7);
        Assert.True(first.equal(randn([100])));
        Assert.False(first.equal(randn([100])));
        set_rng_state(state);
        Assert.True(first.equal(randn([100])));
        Assert.True(first.equal(randn([100], generator: generator)));
    }

    [TorchFact]
    public void RawBytesRoundTripThroughStreams()
    {
        using var scope = NewDisposeScope();
        var x = randn([3, 5]);
        using var stream = new MemoryStream();

        x.t().WriteBytesToStream(stream);
        stream.Position = 0;
        var back = zeros(5, 3);
        back.ReadBytesFromStream(stream);

        Assert.True(back.equal(x.t()));
        stream.SetLength(10);
        stream.Position = 0;
        Assert.Throws<EndOfStreamException>(() => back.ReadBytesFromStream(stream));
    }
}
