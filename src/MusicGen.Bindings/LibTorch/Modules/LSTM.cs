using static MusicGen.Bindings.LibTorch.torch;

namespace MusicGen.Bindings.LibTorch.Modules;

/// <summary>Stacked long short-term memory layers over whole sequences: the heavy part of the music models.</summary>
public sealed unsafe class LSTM : nn.Module<Tensor, (Tensor, Tensor)?, (Tensor, Tensor, Tensor)>
{
    private const int Gates = 4;  // input, forget, cell, output
    private const int CudnnMode = 2;

    private readonly RecurrentShape _shape;
    private readonly Tensor[] _weights;
    private nint _flatAt;

    internal LSTM(RecurrentShape shape, Device? device, ScalarType? dtype)
        : base(nameof(LSTM))
    {
        _shape = shape;
        var weights = shape.MakeWeights(Gates, device, dtype);
        foreach (var (name, weight) in weights)
        {
            register_parameter(name, weight);
        }

        _weights = [.. weights.Select(entry => entry.Value)];
    }

    /// <summary>Output (seq, batch, hidden), or (batch, seq, hidden) when batch first, and the last hidden and cell states (layers, batch, hidden).</summary>
    public override (Tensor, Tensor, Tensor) forward(Tensor input, (Tensor, Tensor)? h0_c0 = null)
    {
        FlattenAfterMove();
        var zero = h0_c0 is null ? _shape.ZeroState(input) : null;
        var (hidden, cell) = h0_c0 ?? (zero!, zero!);
        var results = stackalloc nint[3];
        fixed (nint* weights = HandlesOf(_weights))
        {
            Shim.Check(Shim.Lstm(
                input.Handle, hidden.Handle, cell.Handle, weights, _weights.Length, _shape.HasBias ? 1 : 0, _shape.Layers, _shape.Dropout,
                training ? 1 : 0, _shape.Bidirectional ? 1 : 0, _shape.BatchFirst ? 1 : 0, 1, results));
        }

        GC.KeepAlive(input);
        GC.KeepAlive(hidden);
        GC.KeepAlive(cell);
        GC.KeepAlive(_weights);
        zero?.Dispose();
        return (new Tensor(results[0]), new Tensor(results[1]), new Tensor(results[2]));
    }

    public new (Tensor, Tensor, Tensor) call(Tensor input, (Tensor, Tensor)? h0_c0 = null) => forward(input, h0_c0);

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
