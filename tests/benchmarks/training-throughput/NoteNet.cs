namespace MusicGen.Benchmarks;

/// <summary>The network of native/note_net.cpp, through the binding.</summary>
internal sealed class NoteNet : nn.Module
{
    internal const int Inputs = 6, Rows = 600, Embedding = 64;

    internal static readonly long[] Fields = [3, 96, 17, 128, 96, 32];

    private readonly Embedding _table;
    private readonly LSTM _memory;
    private readonly Linear[] _heads;

    internal NoteNet(int hidden, int layers)
        : base(nameof(NoteNet))
    {
        _table = nn.Embedding(Rows, Embedding);
        register_module("table", _table);
        _memory = nn.LSTM(Inputs * Embedding, hidden, numLayers: layers);
        register_module("memory", _memory);
        _heads = [.. Fields.Select(size => nn.Linear(hidden, size))];
        for (var i = 0; i < _heads.Length; i++)
        {
            register_module($"head{i}", _heads[i]);
        }
    }

    /// <param name="inputs">(T, B, inputs)</param>
    /// <param name="targets">(fields, T·B)</param>
    /// <returns>The sum of the fields' mean cross entropies.</returns>
    internal Tensor Loss(Tensor inputs, Tensor targets)
    {
        var shape = inputs.shape;
        var signal = _table.call(inputs).view(shape[0], shape[1], Inputs * Embedding);
        var (output, _, _) = _memory.call(signal);
        var features = output.view(shape[0] * shape[1], -1);
        Tensor? total = null;
        for (var i = 0; i < _heads.Length; i++)
        {
            var part = nn.functional.cross_entropy(_heads[i].call(features), targets.select(0, i));
            total = total is null ? part : total + part;
        }

        return total!;
    }
}
