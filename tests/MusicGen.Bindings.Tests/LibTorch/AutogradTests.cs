using System.Runtime.InteropServices;
using MusicGen.Bindings.LibTorch;
using static MusicGen.Bindings.LibTorch.torch;
using F = MusicGen.Bindings.LibTorch.torch.nn.functional;

namespace MusicGen.Bindings.Tests.LibTorch;

[Collection(TorchCollection.Name)]
public sealed class AutogradTests
{
    [TorchFact]
    public void GradientsOfElementwiseFunctionsAgreeWithDifferences()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var x = (rand([3, 4], float64) + 0.5).requires_grad_();
        var y = (rand([3, 4], float64) + 0.5).requires_grad_();

        Gradients.Check(() => ((x * y + x / y - y.pow(2) * 0.3).tanh() + x.log() * y.sqrt() - (-x).exp() + (2.0 - x).sigmoid() + (1.0 / y)).sum(), x, y);
    }

    [TorchFact]
    public void GradientsOfProductsNormsAndLossesAgreeWithDifferences()
    {
        using var scope = NewDisposeScope();
        manual_seed(2);
        var x = randn([5, 4], float64, requires_grad: true);
        var weight = randn([6, 4], float64, requires_grad: true);
        var bias = randn([6], float64, requires_grad: true);
        var target = tensor(new long[] { 0, 5, 2, 3, -100 });

        Gradients.Check(() => F.cross_entropy(F.gelu(F.linear(F.layer_norm(x, [4]), weight, bias)), target, label_smoothing: 0.1), x, weight, bias);
    }

    [TorchFact]
    public void GradientsPassThroughIndexingCatAndWhere()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var x = randn([4, 5], float64, requires_grad: true);
        var picked = tensor(new long[] { 3, 0, 3 });

        Gradients.Check(
            () => (cat([x[picked], x[TensorIndex.Slice(1, 3), TensorIndex.Ellipsis]], 0).cumsum(0).square().mean()
                + where(x > 0, x, x * 0.1).logsumexp(1).sum()
                + x[TensorIndex.Colon, TensorIndex.Slice(0, null, 2)].std()),
            x);
    }

    [TorchFact]
    public void GradientsOfEmbeddingsGatherRepeatedRows()
    {
        using var scope = NewDisposeScope();
        var table = tensor(new double[] { 1, 2, 3, 4, 5, 6 }, [3, 2], requires_grad: true);

        F.embedding(tensor(new long[] { 2, 2, 0 }), table).sum().backward();

        Assert.Equal([1, 1, 0, 0, 2, 2], table.grad!.data<double>().ToArray());
    }

    [TorchFact]
    public void NoGradIsOfOneThreadOnly()
    {
        var elsewhere = false;
        using (no_grad())
        {
            Assert.False(is_grad_enabled());
            var thread = new Thread(() => elsewhere = is_grad_enabled());
            thread.Start();
            thread.Join();
        }

        Assert.True(elsewhere);
        Assert.True(is_grad_enabled());
    }

    [TorchFact]
    public void InferenceModeMakesTensorsWithoutGradients()
    {
        using var scope = NewDisposeScope();
        var x = ones(2, requires_grad: true);
        using (inference_mode())
        {
            Assert.True(is_inference_mode_enabled());
            Assert.False((x * 2).requires_grad);
        }

        Assert.True((x * 2).requires_grad);
    }

    [TorchFact]
    public void ShapeErrorsArriveAsExceptionsAlsoFromMatmul()
    {
        using var scope = NewDisposeScope();
        var left = ones(2, 3);
        var right = ones(4, 5);

        var refused = Assert.Throws<ExternalException>(() => left.matmul(right));
        Assert.Contains("2x3", refused.Message, StringComparison.Ordinal);
        Assert.Throws<ExternalException>(() => left.view(7));
        Assert.Throws<ExternalException>(() => F.cross_entropy(left, tensor(new[] { 1, 2 })));
        Assert.Throws<ExternalException>(() => left.backward());
    }

    [TorchFact]
    public void GradComputesWithoutTouchingLeaves()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 3.0 }, requires_grad: true);

        var slopes = autograd.grad([x.pow(3).sum()], [x], create_graph: true);
        var second = autograd.grad([slopes[0]!.sum()], [x]);

        Assert.Equal(27.0, slopes[0]!.item<double>(), 9);
        Assert.Equal(18.0, second[0]!.item<double>(), 9);
        Assert.Null(x.grad);
    }
}
