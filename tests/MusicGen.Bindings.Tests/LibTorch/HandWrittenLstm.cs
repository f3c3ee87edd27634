using MusicGen.Bindings.LibTorch;
using MusicGen.Bindings.LibTorch.Modules;

namespace MusicGen.Bindings.Tests.LibTorch;

/// <summary>A long short-term memory layer in plain C#, straight from its equations, to hold libtorch's against.</summary>
internal sealed class HandWrittenLstm(LSTM module, int layer, int inputSize, int hiddenSize)
{
    private readonly double[] _inputWeights = Values(module, $"weight_ih_l{layer}");
    private readonly double[] _stateWeights = Values(module, $"weight_hh_l{layer}");
    private readonly double[] _inputBias = Values(module, $"bias_ih_l{layer}");
    private readonly double[] _stateBias = Values(module, $"bias_hh_l{layer}");

    /// <summary>One step; hidden and cell are replaced.</summary>
    internal void Step(double[] input, double[] hidden, double[] cell)
    {
        var gates = new double[4 * hiddenSize];
        for (var row = 0; row < gates.Length; row++)
        {
            gates[row] = _inputBias[row] + _stateBias[row];
            for (var i = 0; i < inputSize; i++)
            {
                gates[row] += _inputWeights[row * inputSize + i] * input[i];
            }

            for (var i = 0; i < hiddenSize; i++)
            {
                gates[row] += _stateWeights[row * hiddenSize + i] * hidden[i];
            }
        }

        for (var i = 0; i < hiddenSize; i++)
        {
            cell[i] = Sigmoid(gates[hiddenSize + i]) * cell[i] + Sigmoid(gates[i]) * Math.Tanh(gates[2 * hiddenSize + i]);
            hidden[i] = Sigmoid(gates[3 * hiddenSize + i]) * Math.Tanh(cell[i]);
        }
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static double[] Values(LSTM module, string name)
    {
        using var wide = module.get_parameter(name)!.detach().to_type(torch.ScalarType.Float64);
        return wide.data<double>().ToArray();
    }
}
