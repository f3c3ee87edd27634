using static MusicGen.Bindings.LibTorch.torch;

namespace MusicGen.Bindings.LibTorch.Modules;

/// <summary>Stacked gated recurrent layers over whole sequences.</summary>
public sealed unsafe class GRU : nn.Module<Tensor, Tensor?, (Tensor, Tensor)>
{
    private const int Gates = 3;  // reset, update, new
    private const int CudnnMode = 3;

    private readonly RecurrentShape _shape;
    private readonly Tensor[] _weights;
    private nint _flatAt;

    internal GRU(RecurrentShape shape, Device? device, ScalarType? dtype)
        : base(nameof(GRU))
    {
        _shape = shape;
        var weights = shape.MakeWeights(Gates, device, dtype);
        foreach (var (name, weight) in weights)
        {
            register_parameter(name, weight);
        }

        _weights = [.. weights.Select(entry => entry.Value)];
    }

    /// <summary>Output (seq, batch, hidden), or (batch, seq, hidden) when batch first, and the last state (layers, batch, hidden).</summary>
    public override (Tensor, Tensor) forward(Tensor input, Tensor? h0 = null)
    {
        FlattenAfterMove();
        var zero = h0 is null ? _shape.ZeroState(input) : null;
        var results = Ops.Gru.CallPair(
            input, h0 ?? zero, _weights, _shape.HasBias, _shape.Layers, _shape.Dropout, training, _shape.Bidirectional, _shape.BatchFirst);
        zero?.Dispose();
        return results;
    }

    public new (Tensor, Tensor) call(Tensor input, Tensor? h0 = null) => forward(input, h0);

    /// <summary>Lays the weights together for cuDNN; forward does so itself after a move. Without effect on the CPU.</summary>
    public void flatten_parameters()
    {
        _shape.Flatten(_weights, CudnnMode);
        _flatAt = Shim.TensorMemory(_weights[0].Handle);
    }

    private void FlattenAfterMove()
    {
        if (_weights[0].is_cuda && Shim.TensorMemory(_weights[0].Handle) != _flatAt)
        {
            flatten_parameters();
        }
    }
}
