using MusicGen.Bindings.LibTorch;
using static MusicGen.Bindings.LibTorch.torch;

namespace MusicGen.Bindings.Tests.LibTorch;

/// <summary>Compares the gradients of a function with central differences, in double precision.</summary>
internal static class Gradients
{
    private const double Step = 1e-6, Tolerance = 1e-6;

    internal static void Check(Func<Tensor> loss, params Tensor[] inputs)
    {
        foreach (var input in inputs)
        {
            input.grad = null;
        }

        using var value = loss();
        value.backward();

        foreach (var input in inputs)
        {
            using var gradient = input.grad!.contiguous();
            using var computed = gradient.data<double>();
            for (var i = 0L; i < input.NumberOfElements; i++)
            {
                var expected = Slope(loss, input, i);
                Assert.True(Math.Abs(expected - computed[i]) <= Tolerance * Math.Max(1, Math.Abs(expected)), $"element {i}: {expected} by differences, {computed[i]} by backward");
            }
        }
    }

    private static double Slope(Func<Tensor> loss, Tensor input, long index)
    {
        using var quiet = no_grad();
        using var values = input.data<double>();
        var before = values[index];
        values[index] = before + Step;
        using var above = loss();
        values[index] = before - Step;
        using var below = loss();
        values[index] = before;
        return (above.item<double>() - below.item<double>()) / (2 * Step);
    }
}
