using MusicGen.Bindings.LibTorch;
using static MusicGen.Bindings.LibTorch.torch;

namespace MusicGen.Bindings.Tests.LibTorch;

/// <summary>Products of factors rounded to bfloat16 (by tiles, where the processor has them) against the same products in double precision.</summary>
[Collection(TorchCollection.Name)]
public sealed class PrecisionTests : IDisposable
{
    // bfloat16 keeps eight bits; sums over many products come nearer than that.
    private const double Tolerance = 0.03;

    public PrecisionTests() => set_float32_matmul_precision("medium");

    public void Dispose() => set_float32_matmul_precision("highest");

    [TorchFact]
    public void RecurrentLayersStayNearDoublePrecision()
    {
        // Rows, inputs and depths with and without remainders of the tiles' 16 rows, 32 columns and 32 depths, and of the blocks of 256 rows and 2048 depths.
        AgainstDouble.OfLstm(steps: 17, rows: 5, inputs: 7, hidden: 32, layers: 2, batchFirst: false, Tolerance);
        AgainstDouble.OfLstm(steps: 16, rows: 48, inputs: 48, hidden: 64, layers: 1, batchFirst: true, Tolerance);
        AgainstDouble.OfLstm(steps: 5, rows: 100, inputs: 300, hidden: 64, layers: 2, batchFirst: true, Tolerance);
        AgainstDouble.OfLstm(steps: 4, rows: 16, inputs: 1100, hidden: 544, layers: 2, batchFirst: false, Tolerance);
    }

    [TorchFact]
    public void LinearLayersStayNearDoublePrecision()
    {
        foreach (var (rows, inputs, outputs, hasBias) in new[] { (64, 32, 32, true), (65, 33, 129, false), (300, 2100, 31, true), (1000, 7, 5, true) })
        {
            using var scope = NewDisposeScope();
            manual_seed(13);
            using var single = nn.Linear(inputs, outputs, hasBias);
            using var wide = nn.Linear(inputs, outputs, hasBias, dtype: float64);
            wide.load_state_dict(single.state_dict());
            // Columns of a wider matrix: what a head is given.
            var input = randn([rows, 2, inputs + 3]).narrow(2, 2, inputs);

            AgainstDouble.Compare(Results(single, input.clone()), Results(wide, input.to(float64)), Tolerance);
        }
    }

    [TorchFact]
    public void RoundsWhereThereAreTilesAndNowhereElse()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Linear(64, 64);
        var input = randn([64, 64]);
        var rounded = layer.forward(input);
        set_float32_matmul_precision("high");
        var exact = layer.forward(input);

        Assert.Equal(cpu.is_amx_tile_supported(), !rounded.equal(exact));
        Assert.True(exact.allclose(input.matmul(layer.weight.t()) + layer.bias!, 1e-5, 1e-6));
    }

    [TorchFact]
    public void AllThreadsTogetherGiveTheSameAsOne()
    {
        using var scope = NewDisposeScope();
        var before = get_num_threads();
        manual_seed(12);
        using var module = nn.LSTM(24, 64, numLayers: 2);
        var input = randn([20, 70, 24]);
        set_num_threads(1);
        var alone = module.call(input).Item1.detach();
        set_num_threads(3);
        var together = module.call(input).Item1.detach();
        set_num_threads(before);

        Assert.True(alone.equal(together));
    }

    [TorchFact]
    public void PrecisionsHaveThreeNames()
    {
        Assert.Equal("medium", get_float32_matmul_precision());
        var refused = Assert.Throws<ArgumentException>(() => set_float32_matmul_precision("low"));
        Assert.Contains("highest, high or medium expected, found 'low'", refused.Message);
        Assert.Equal("medium", get_float32_matmul_precision());
    }

    private static Tensor[] Results(MusicGen.Bindings.LibTorch.Modules.Linear module, Tensor input)
    {
        var leaf = input.requires_grad_();
        var output = module.forward(leaf);
        (output.square().mean() * 10 + output.sum() * 0.01).backward();
        return [output.detach(), leaf.grad!, .. module.parameters().Select(parameter => parameter.grad!)];
    }
}
