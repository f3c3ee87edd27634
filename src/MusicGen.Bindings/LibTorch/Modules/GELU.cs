using static MusicGen.Bindings.LibTorch.torch;

namespace MusicGen.Bindings.LibTorch.Modules;

/// <summary>The activation x times the normal distribution function.</summary>
public sealed class GELU : nn.ParameterLessModule<Tensor, Tensor>
{
    /// <summary>How the distribution function is computed.</summary>
    public enum Approximate
    {
        none,
        tanh,
    }

    internal GELU()
        : base(nameof(GELU))
    {
    }

    public override Tensor forward(Tensor tensor) => tensor.gelu();
}
