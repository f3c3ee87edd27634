using static MusicGen.Bindings.LibTorch.torch;

namespace MusicGen.Bindings.LibTorch.Modules;

/// <summary>The negative log-probability of the right class, from logits.</summary>
public sealed class CrossEntropyLoss : nn.Loss<Tensor, Tensor, Tensor>
{
    private readonly Tensor? _weight;
    private readonly long? _ignored;

    internal CrossEntropyLoss(Tensor? weight, long? ignore_index, nn.Reduction reduction)
        : base(reduction)
    {
        _weight = weight;
        _ignored = ignore_index;
        register_buffer(nameof(weight), weight);
    }

    public override Tensor forward(Tensor input, Tensor target) => nn.functional.cross_entropy(input, target, _weight, _ignored ?? -100, reduction);
}
