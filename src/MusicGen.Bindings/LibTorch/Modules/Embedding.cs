using static MusicGen.Bindings.LibTorch.torch;

namespace MusicGen.Bindings.LibTorch.Modules;

/// <summary>A table of vectors looked up by number: how symbols enter a network.</summary>
public sealed class Embedding : nn.Module<Tensor, Tensor>
{
    private readonly EmbeddingOptions _options;
    private Parameter _weight;  // (num, dim)

    internal Embedding(long count, long dimensions, EmbeddingOptions options, Device? device, ScalarType? dtype)
        : base(nameof(Embedding))
    {
        _options = options;
        var table = randn([count, dimensions], dtype, device);
        if (options.PaddingIndex is { } padding)
        {
            using var row = table.select(0, padding);
            row.zero_().Dispose();
        }

        _weight = new Parameter(table);
        register_parameter(nameof(weight), _weight);
    }

    public Parameter weight
    {
        get => _weight;
        set => ReplaceParameter(nameof(weight), _weight = value);
    }

    public override Tensor forward(Tensor input)
    {
        if (_options.MaxNorm is { } limit)
        {
            using var quiet = no_grad();
            using var plain = input.contiguous();
            Ops.EmbeddingRenorm.Call(_weight.detach(), plain, limit, _options.NormType).Dispose();
        }

        return Ops.Embedding.Call(_weight, input, _options.PaddingIndex ?? -1, _options.ScaleByFrequency, _options.Sparse);
    }
}
