using MusicGen.Bindings.LibTorch;
using static MusicGen.Bindings.LibTorch.torch;
using F = MusicGen.Bindings.LibTorch.torch.nn.functional;

namespace MusicGen.Bindings.Tests.LibTorch;

[Collection(TorchCollection.Name)]
public sealed class LossTests
{
    [TorchFact]
    public void CrossEntropyIsTheNegativeLogProbability()
    {
        using var scope = NewDisposeScope();
        var logits = tensor(new double[] { 1, 2, 3, 0, 0, 0 }, [2, 3]);
        var target = tensor(new long[] { 2, 1 });
        var first = -Math.Log(Math.Exp(3) / (Math.Exp(1) + Math.Exp(2) + Math.Exp(3)));
        var second = Math.Log(3);

        Assert.Equal((first + second) / 2, F.cross_entropy(logits, target).item<double>(), 12);
        Assert.Equal(first + second, F.cross_entropy(logits, target, reduction: nn.Reduction.Sum).item<double>(), 12);
        Assert.Equal(second, F.cross_entropy(logits, target, reduction: nn.Reduction.None)[1].item<double>(), 12);
        Assert.Equal(second, F.cross_entropy(logits, target, ignore_index: 2).item<double>(), 12);
        Assert.Equal((first + second) / 2, F.nll_loss(F.log_softmax(logits, -1), target).item<double>(), 12);
        using var module = nn.CrossEntropyLoss(ignore_index: 1);
        Assert.Equal(first, module.call(logits, target).item<double>(), 12);
    }

    [TorchFact]
    public void SmoothedLabelsShareTheTargetOut()
    {
        using var scope = NewDisposeScope();
        var logits = tensor(new double[] { 1, 2, 4 }, [1, 3]);
        var logProbabilities = F.log_softmax(logits, -1).data<double>().ToArray();
        var expected = -(0.7 * logProbabilities[2] + 0.1 * logProbabilities.Sum());

        Assert.Equal(expected, F.cross_entropy(logits, tensor(new long[] { 2 }), label_smoothing: 0.3).item<double>(), 12);
    }

    [TorchFact]
    public void RegressionLossesGiveKnownValues()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new double[] { 0, 3 });
        var y = tensor(new double[] { 1, 0 });

        Assert.Equal(5, F.mse_loss(x, y).item<double>(), 12);
        Assert.Equal(2, F.l1_loss(x, y).item<double>(), 12);
        Assert.Equal(1.5, F.huber_loss(x, y).item<double>(), 12);
        Assert.Equal(1.5, F.smooth_l1_loss(x, y).item<double>(), 12);
        Assert.Equal((Math.Log(2) + Math.Log(1 + Math.Exp(3))) / 2, F.binary_cross_entropy_with_logits(x, y).item<double>(), 12);
    }

    [TorchFact]
    public void AttentionIsTheWeightedMeanOfItsValues()
    {
        using var scope = NewDisposeScope();
        var query = zeros([1, 1, 3, 2]);
        var key = randn([1, 1, 3, 2]);
        var value = arange(6).to(float32).reshape(1, 1, 3, 2);

        var mean = F.scaled_dot_product_attention(query, key, value);
        var causal = F.scaled_dot_product_attention(query, key, value, is_casual: true);

        Assert.True(mean[0, 0, 2].allclose(tensor(new float[] { 2, 3 })));
        Assert.True(causal[0, 0, 1].allclose(tensor(new float[] { 1, 2 })));
    }
}
