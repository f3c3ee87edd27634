using static MusicGen.Bindings.LibTorch.torch;

namespace MusicGen.Bindings.LibTorch.Modules;

/// <summary>The sizes of a recurrent network and the making of its flat list of weights.</summary>
internal readonly record struct RecurrentShape(
    long InputSize, long HiddenSize, long Layers, bool HasBias, bool BatchFirst, double Dropout, bool Bidirectional)
{
    internal long Directions => Bidirectional ? 2 : 1;

    /// <summary>Weights and biases with their names, layer by layer, in the order that libtorch's operators take.</summary>
    internal List<(string Name, Parameter Value)> MakeWeights(long gates, Device? device, ScalarType? dtype)
    {
        var bound = 1 / Math.Sqrt(HiddenSize);
        var rows = gates * HiddenSize;
        var made = new List<(string, Parameter)>();
        for (var layer = 0L; layer < Layers; layer++)
        {
            for (var direction = 0L; direction < Directions; direction++)
            {
                var suffix = $"l{layer}{(direction == 1 ? "_reverse" : "")}";
                var input = layer == 0 ? InputSize : HiddenSize * Directions;
                made.Add(($"weight_ih_{suffix}", nn.Fresh([rows, input], bound, device, dtype)));
                made.Add(($"weight_hh_{suffix}", nn.Fresh([rows, HiddenSize], bound, device, dtype)));
                if (HasBias)
                {
                    made.Add(($"bias_ih_{suffix}", nn.Fresh([rows], bound, device, dtype)));
                    made.Add(($"bias_hh_{suffix}", nn.Fresh([rows], bound, device, dtype)));
                }
            }
        }

        return made;
    }

    /// <summary>
    /// Lays the weights side by side in one piece of CUDA memory, as cuDNN wants them; otherwise it copies them there, and says so, in
    /// every call. The parameters stay the same objects.
    /// </summary>
    /// <param name="mode">cuDNN's number of the cell: 2 LSTM, 3 GRU.</param>
    internal void Flatten(Tensor[] weights, long mode)
    {
        if (!weights[0].is_cuda || !cuda.is_cudnn_available())
        {
            return;
        }

        using var quiet = no_grad();
        Ops.FlattenCudnn.Call(weights, HasBias ? 4L : 2L, InputSize, mode, HiddenSize, 0L, Layers, BatchFirst, Bidirectional).Dispose();
    }

    /// <summary>An all-zero state for the batch that an input has.</summary>
    internal Tensor ZeroState(Tensor input)
    {
        var shape = input.shape;
        long[] state = shape.Length == 2 ? [Layers * Directions, HiddenSize] : [Layers * Directions, shape[BatchFirst ? 0 : 1], HiddenSize];
        return zeros(state, input.dtype, input.device);
    }
}
