using MusicGen.Bindings.LibTorch;
using MusicGen.Bindings.LibTorch.Modules;
using static MusicGen.Bindings.LibTorch.torch;

namespace MusicGen.Bindings.Tests.LibTorch;

/// <summary>A small network with one of each layer, registered by its fields as a trainer's is.</summary>
internal sealed class TinyNet : nn.Module<Tensor, Tensor>
{
    internal readonly Embedding table;
    internal readonly LSTM memory;
    internal readonly LayerNorm norm;
    internal readonly Dropout drop;
    internal readonly Linear head;
    internal readonly Tensor scale;

    internal TinyNet()
        : base(nameof(TinyNet))
    {
        table = nn.Embedding(11, 6);
        memory = nn.LSTM(6, 8, batchFirst: true);
        norm = nn.LayerNorm(8);
        drop = nn.Dropout(0.1);
        head = nn.Linear(8, 11);
        scale = ones(1);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var (output, _, _) = memory.call(table.call(input));
        return (head.call(drop.call(norm.call(output))) * scale).MoveToOuterDisposeScope();
    }

    /// <summary>The mean cross entropy of predicting each symbol's successor.</summary>
    internal Tensor Loss(Tensor symbols)
    {
        using var scope = NewDisposeScope();
        var length = symbols.shape[1] - 1;
        var logits = call(symbols.narrow(1, 0, length)).flatten(0, 1);
        return nn.functional.cross_entropy(logits, symbols.narrow(1, 1, length).flatten()).MoveToOuterDisposeScope();
    }
}
