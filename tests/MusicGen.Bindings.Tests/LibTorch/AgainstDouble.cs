using MusicGen.Bindings.LibTorch;
using MusicGen.Bindings.LibTorch.Modules;
using static MusicGen.Bindings.LibTorch.torch;

namespace MusicGen.Bindings.Tests.LibTorch;

/// <summary>Layers in float32 against the same layers in double precision, which libtorch's own operators compute.</summary>
internal static class AgainstDouble
{
    /// <summary>Results and gradients of LSTM layers from random weights, inputs and states.</summary>
    public static void OfLstm(long steps, long rows, long inputs, long hidden, long layers, bool batchFirst, double tolerance)
    {
        using var scope = NewDisposeScope();
        manual_seed(11);
        using var single = nn.LSTM(inputs, hidden, numLayers: layers, batchFirst: batchFirst);
        using var wide = nn.LSTM(inputs, hidden, numLayers: layers, batchFirst: batchFirst, dtype: float64);
        wide.load_state_dict(single.state_dict());
        var input = randn(batchFirst ? [rows, steps, inputs] : [steps, rows, inputs]);
        var state = (randn([layers, rows, hidden]), randn([layers, rows, hidden]));

        Compare(ResultsAndSlopes(single, input.clone(), state), ResultsAndSlopes(wide, input.to(float64), (state.Item1.to(float64), state.Item2.to(float64))), tolerance);
    }

    /// <summary>Holds every number to within a share of the largest one of its tensor.</summary>
    public static void Compare(Tensor[] own, Tensor[] theirs, double tolerance)
    {
        Assert.Equal(theirs.Length, own.Length);
        for (var i = 0; i < own.Length; i++)
        {
            var scale = theirs[i].abs().max().ToDouble();
            var distance = (own[i].to(float64) - theirs[i]).abs().max().ToDouble();
            Assert.True(distance <= tolerance * scale, $"result {i}: distance {distance}, largest value {scale}");
        }
    }

    /// <summary>Results, and the gradients of input, states and parameters of a loss that depends on all results.</summary>
    private static Tensor[] ResultsAndSlopes(LSTM module, Tensor input, (Tensor, Tensor) state)
    {
        Tensor[] leaves = [input.requires_grad_(), state.Item1.clone().requires_grad_(), state.Item2.clone().requires_grad_(), .. module.parameters()];
        var (output, hidden, cell) = module.call(leaves[0], (leaves[1], leaves[2]));
        (output.square().mean() * 10 + hidden.sum() * 0.1 + cell.tanh().mean()).backward();
        return [output.detach(), hidden.detach(), cell.detach(), .. leaves.Select(leaf => leaf.grad!)];
    }
}
