using MusicGen.Bindings.LibTorch;
using static MusicGen.Bindings.LibTorch.torch;

namespace MusicGen.Bindings.Tests.LibTorch;

[Collection(TorchCollection.Name)]
public sealed class RecurrentTests
{
    [TorchFact]
    public void LstmAgreesWithTheEquations()
    {
        AgreesWithTheEquations(float32, 1e-5);
        AgreesWithTheEquations(float64, 1e-12);
    }

    [TorchFact]
    public void LstmStateCarriesOverBetweenPieces()
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        using var module = nn.LSTM(6, 8, numLayers: 2, batchFirst: true);
        var input = randn([3, 10, 6]);

        var (whole, hidden, cell) = module.call(input);
        var (first, middleHidden, middleCell) = module.call(input.narrow(1, 0, 4));
        var (second, lastHidden, lastCell) = module.call(input.narrow(1, 4, 6), (middleHidden, middleCell));

        Assert.True(whole.allclose(cat([first, second], 1), 1e-5, 1e-6));
        Assert.True(hidden.allclose(lastHidden, 1e-5, 1e-6));
        Assert.True(cell.allclose(lastCell, 1e-5, 1e-6));
    }

    [TorchFact]
    public void LstmGradientsAgreeWithDifferences()
    {
        using var scope = NewDisposeScope();
        manual_seed(6);
        using var module = nn.LSTM(3, 4, numLayers: 2, dtype: float64);
        var input = randn([3, 2, 3], float64, requires_grad: true);
        var hidden = randn([2, 2, 4], float64, requires_grad: true);
        var cell = randn([2, 2, 4], float64, requires_grad: true);
        Tensor[] checkedTensors = [input, hidden, cell, .. module.parameters()];

        Gradients.Check(
            () =>
            {
                var (output, lastHidden, lastCell) = module.call(input, (hidden, cell));
                return output.square().sum() + lastHidden.sum() + (lastCell * 0.5).tanh().sum();
            },
            checkedTensors);
    }

    [TorchFact]
    public void OwnLayersAgreeWithLibtorchsInDoublePrecision()
    {
        // Sizes with and without remainders of the inner loops' tiles: rows 5 and 6, inputs 7 and 48, one and three vectors of units.
        AgainstDouble.OfLstm(steps: 17, rows: 5, inputs: 7, hidden: 32, layers: 2, batchFirst: false, 1e-5);
        AgainstDouble.OfLstm(steps: 16, rows: 6, inputs: 48, hidden: 48, layers: 1, batchFirst: true, 1e-5);
        AgainstDouble.OfLstm(steps: 5, rows: 100, inputs: 300, hidden: 64, layers: 2, batchFirst: true, 1e-5);
    }

    [TorchFact]
    public void OwnLayersGiveTheSameOnAnyNumberOfThreads()
    {
        using var scope = NewDisposeScope();
        var before = get_num_threads();
        manual_seed(12);
        using var module = nn.LSTM(24, 64, numLayers: 2);
        var input = randn([20, 9, 24]);
        var gradients = new List<Tensor[]>();
        foreach (var threads in new[] { 1, 2, 3 })
        {
            set_num_threads(threads);
            module.zero_grad();
            module.call(input).Item1.square().sum().backward();
            gradients.Add([.. module.parameters().Select(parameter => parameter.grad!.clone())]);
        }

        set_num_threads(before);
        for (var i = 0; i < gradients[0].Length; i++)
        {
            Assert.True(gradients[0][i].equal(gradients[1][i]));
            Assert.True(gradients[0][i].equal(gradients[2][i]));
        }
    }

    [TorchFact]
    public void LstmRefusesInputsOfAnotherSize()
    {
        using var scope = NewDisposeScope();
        using var module = nn.LSTM(24, 32);

        Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => module.call(randn([20, 9, 23])));
        Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => module.call(randn([20, 9, 24]), (zeros([1, 8, 32]), zeros([1, 8, 32]))));
    }

    [TorchFact]
    public void LstmNamesAndStartingValuesAreThePackages()
    {
        manual_seed(8);
        using var module = nn.LSTM(5, 16, numLayers: 2);

        Assert.Equal(
            ["weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0", "weight_ih_l1", "weight_hh_l1", "bias_ih_l1", "bias_hh_l1"],
            module.state_dict().Keys);
        Assert.Equal([64, 5], module.get_parameter("weight_ih_l0")!.shape);
        Assert.Equal([64, 16], module.get_parameter("weight_ih_l1")!.shape);
        using var scope = NewDisposeScope();
        var largest = module.get_parameter("weight_hh_l0")!.abs().max().item<float>();
        Assert.InRange(largest, 0.23f, 0.25f);
    }

    [TorchFact]
    public void DropoutBetweenLayersActsOnlyInTraining()
    {
        using var scope = NewDisposeScope();
        manual_seed(9);
        using var module = nn.LSTM(4, 32, numLayers: 2, dropout: 0.5);
        var input = randn([6, 3, 4]);

        Assert.False(module.call(input).Item1.equal(module.call(input).Item1));
        module.eval();
        Assert.True(module.call(input).Item1.equal(module.call(input).Item1));
    }

    [TorchFact]
    public void CellAndGruStepLikeTheirSequences()
    {
        using var scope = NewDisposeScope();
        manual_seed(10);
        using var sequence = nn.LSTM(4, 5);
        using var cell = nn.LSTMCell(4, 5);
        using (no_grad())
        {
            foreach (var (target, source) in cell.parameters().Zip(sequence.parameters()))
            {
                target.copy_(source);
            }
        }

        var input = randn([1, 2, 4]);
        Assert.True(sequence.call(input).Item1[0].allclose(cell.call(input[0]).Item1, 1e-5, 1e-6));

        using var gru = nn.GRU(4, 5, numLayers: 2);
        var (output, state) = gru.call(randn([7, 2, 4]));
        Assert.True(output[6].allclose(state[1], 1e-5, 1e-6));
    }

    private static void AgreesWithTheEquations(ScalarType type, double tolerance)
    {
        const int InputSize = 5, HiddenSize = 19, Steps = 7, Layers = 2;
        using var scope = NewDisposeScope();
        manual_seed(4);
        using var module = nn.LSTM(InputSize, HiddenSize, numLayers: Layers, dtype: type);
        var input = randn([Steps, 1, InputSize], type);

        var (output, hidden, cell) = module.call(input);

        var byHand = Enumerable.Range(0, Layers).Select(layer => new HandWrittenLstm(module, layer, layer == 0 ? InputSize : HiddenSize, HiddenSize)).ToArray();
        var hiddens = byHand.Select(_ => new double[HiddenSize]).ToArray();
        var cells = byHand.Select(_ => new double[HiddenSize]).ToArray();
        for (var step = 0; step < Steps; step++)
        {
            var signal = Values(input[step]);
            for (var layer = 0; layer < Layers; layer++)
            {
                byHand[layer].Step(signal, hiddens[layer], cells[layer]);
                signal = hiddens[layer];
            }

            Near(signal, Values(output[step]), tolerance);
        }

        Near([.. hiddens.SelectMany(value => value)], Values(hidden), tolerance);
        Near([.. cells.SelectMany(value => value)], Values(cell), tolerance);
    }

    private static double[] Values(Tensor tensor) => tensor.detach().to_type(float64).contiguous().data<double>().ToArray();

    private static void Near(double[] expected, double[] found, double tolerance)
    {
        Assert.Equal(expected.Length, found.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.InRange(found[i], expected[i] - tolerance, expected[i] + tolerance);
        }
    }
}
