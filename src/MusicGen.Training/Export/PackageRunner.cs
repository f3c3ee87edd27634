using System.Runtime.InteropServices;
using MusicGen.Core;

namespace MusicGen.Training;

/// <summary>
/// A variant of an exported package as a one-step model: what <c>evaluate</c> and <c>generate</c> run packages with, and
/// what export checks its own files with. The only file of the trainer that uses ONNX Runtime.
/// </summary>
/// <remarks>
/// On one thread of the CPU, whatever the variant is meant for; fp16 runs there too (through inserted casts), but slowly
/// before ONNX Runtime 1.23. Single-threaded. After construction no member allocates.
/// </remarks>
public sealed class PackageRunner : INoteModel
{
    private readonly BoundGraph _step;
    private readonly BoundGraph[] _heads;
    private readonly int[] _chosenOffsets;
    private readonly float[][] _logits;
    private readonly int[] _stateLengths;
    private readonly bool _half;

    /// <summary>Opens the graphs of a variant.</summary>
    /// <param name="folder">The package's folder.</param>
    /// <param name="manifest">Its manifest.</param>
    /// <param name="variantName">Name of one of the manifest's variants.</param>
    /// <exception cref="ArgumentException">The manifest has no such variant.</exception>
    /// <exception cref="InvalidDataException">A graph cannot be opened, or has other tensors than the manifest asks for.</exception>
    public PackageRunner(string folder, ModelManifest manifest, string variantName)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        var variant = manifest.Variants.FirstOrDefault(candidate => candidate.Name == variantName)
            ?? throw new ArgumentException($"Variant {string.Join(" or ", manifest.Variants.Select(v => $"'{v.Name}'"))} of package '{manifest.Name}' expected, found '{variantName}'.");
        Vocabulary = manifest.Vocabulary;
        (_stateLengths, _half) = ([.. manifest.StateSteps.Select(steps => steps * manifest.HiddenSize)], variant.StateType == "float16");
        var (fields, element) = (Vocabulary.OutputFields, _half ? TensorElementType.Float16 : TensorElementType.Float);
        _chosenOffsets = [.. fields.Select((_, f) => NetworkWeights.ChosenOffset(Vocabulary, f))];
        _logits = [.. fields.Select(field => new float[field.Size])];
        _heads = new BoundGraph[fields.Count];
        try
        {
            _step = new BoundGraph(Path.Combine(folder, variant.Step));
            _step.Require("tokens", TensorElementType.Int64, Vocabulary.InputCount);
            _step.Require("features", element, fields.Count * manifest.HeadSize);
            for (var i = 0; i < _stateLengths.Length; i++)
            {
                _step.Require($"state.{i}", element, _stateLengths[i]);
                _step.Require($"next.{i}", element, _stateLengths[i]);
            }

            for (var f = 0; f < fields.Count; f++)
            {
                _heads[f] = new BoundGraph(Path.Combine(folder, variant.Heads[f]));
                _heads[f].Require("features", element, manifest.HeadSize);
                _heads[f].Require("logits", TensorElementType.Float, fields[f].Size);
                if (_heads[f].Has("chosen")) _heads[f].Require("chosen", TensorElementType.Int64, f);
                if (Vocabulary.TraitTokens(f) is var traits and > 0) _heads[f].Require("traits", TensorElementType.Int64, traits);
                if (_heads[f].Has("tokens")) _heads[f].Require("tokens", TensorElementType.Int64, Vocabulary.InputCount);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public Vocabulary Vocabulary { get; }

    /// <inheritdoc/>
    public int StateLength => _stateLengths.Sum();

    /// <inheritdoc/>
    public void Reset()
    {
        for (var i = 0; i < _stateLengths.Length; i++) _step.Bytes(State[i]).Clear();
    }

    /// <inheritdoc/>
    public void Forward(ReadOnlySpan<int> inputs)
    {
        var tokens = MemoryMarshal.Cast<byte, long>(_step.Bytes("tokens"));
        for (var i = 0; i < tokens.Length; i++) tokens[i] = Vocabulary.InputOffsets[i] + inputs[i];
        _step.Run();
        for (var i = 0; i < _stateLengths.Length; i++) _step.Bytes(Next[i]).CopyTo(_step.Bytes(State[i]));
    }

    /// <inheritdoc/>
    public ReadOnlySpan<float> Logits(int field, ReadOnlySpan<int> chosen, ReadOnlySpan<byte> traits = default)
    {
        var head = _heads[field];
        var features = head.Bytes("features");
        _step.Bytes("features").Slice(field * features.Length, features.Length).CopyTo(features);
        if (head.Has("chosen"))
        {
            var rows = MemoryMarshal.Cast<byte, long>(head.Bytes("chosen"));
            for (var i = 0; i < rows.Length; i++) rows[i] = _chosenOffsets[i] + chosen[i];
        }

        if (head.Has("traits"))
        {
            var tokens = MemoryMarshal.Cast<byte, long>(head.Bytes("traits"));
            if (traits.IsEmpty) tokens.Clear();
            else
                for (var i = 0; i < tokens.Length; i++) tokens[i] = traits[i];
        }

        if (head.Has("tokens")) _step.Bytes("tokens").CopyTo(head.Bytes("tokens"));
        head.Run();
        MemoryMarshal.Cast<byte, float>(head.Bytes("logits")).CopyTo(_logits[field]);
        return _logits[field];
    }

    /// <inheritdoc/>
    public void SaveState(Span<float> state)
    {
        for (var i = 0; i < _stateLengths.Length; i++)
        {
            var target = state[.._stateLengths[i]];
            state = state[target.Length..];
            if (!_half) MemoryMarshal.Cast<byte, float>(_step.Bytes(State[i])).CopyTo(target);
            else
            {
                var halves = MemoryMarshal.Cast<byte, Half>(_step.Bytes(State[i]));
                for (var k = 0; k < halves.Length; k++) target[k] = (float)halves[k];
            }
        }
    }

    /// <inheritdoc/>
    public void LoadState(ReadOnlySpan<float> state)
    {
        for (var i = 0; i < _stateLengths.Length; i++)
        {
            var source = state[.._stateLengths[i]];
            state = state[source.Length..];
            if (!_half) source.CopyTo(MemoryMarshal.Cast<byte, float>(_step.Bytes(State[i])));
            else
            {
                var halves = MemoryMarshal.Cast<byte, Half>(_step.Bytes(State[i]));
                for (var k = 0; k < halves.Length; k++) halves[k] = (Half)source[k];
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _step?.Dispose();
        foreach (var head in _heads) head?.Dispose();
    }

    // Made once: interpolating names in each step would allocate.
    private string[] State => field ??= [.. Enumerable.Range(0, _stateLengths.Length).Select(i => $"state.{i}")];

    private string[] Next => field ??= [.. Enumerable.Range(0, _stateLengths.Length).Select(i => $"next.{i}")];

    /// <summary>A session whose every input and output is bound once to pinned memory, so that a run allocates nothing.</summary>
    private sealed class BoundGraph : IDisposable
    {
        private readonly string _path;
        private readonly InferenceSession _session;
        private readonly OrtIoBinding _binding;
        private readonly RunOptions _options = new();
        private readonly Dictionary<string, (byte[] Bytes, TensorElementType Type, OrtValue Value)> _tensors = [];

        public BoundGraph(string path)
        {
            _path = path;
            using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
            options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
            try
            {
                _session = new InferenceSession(path, options);
            }
            catch (OnnxRuntimeException exception)
            {
                throw new InvalidDataException($"An ONNX graph that ONNX Runtime can open expected at '{path}', found otherwise: {exception.Message} Export the model again.", exception);
            }

            _binding = _session.CreateIoBinding();
            foreach (var (name, tensor) in _session.InputMetadata) _binding.BindInput(name, Allocate(name, tensor));
            foreach (var (name, tensor) in _session.OutputMetadata) _binding.BindOutput(name, Allocate(name, tensor));
        }

        public bool Has(string name) => _tensors.ContainsKey(name);

        public Span<byte> Bytes(string name) => _tensors[name].Bytes;

        public void Require(string name, TensorElementType type, int count)
        {
            var size = type switch { TensorElementType.Int64 => 8, TensorElementType.Float => 4, _ => 2 };
            if (!_tensors.TryGetValue(name, out var tensor))
                throw new InvalidDataException($"Tensor '{name}' expected in '{_path}', found none; export the model again.");
            if (tensor.Type != type || tensor.Bytes.Length != count * size)
                throw new InvalidDataException($"{count} values of {type} expected in tensor '{name}' of '{_path}', found {tensor.Bytes.Length} bytes of {tensor.Type}; export the model again.");
        }

        public void Run() => _session.RunWithBinding(_options, _binding);

        public void Dispose()
        {
            _binding.Dispose();
            foreach (var (_, _, value) in _tensors.Values) value.Dispose();
            _session.Dispose();
            _options.Dispose();
        }

        private OrtValue Allocate(string name, NodeMetadata tensor)
        {
            var size = tensor.ElementDataType switch { TensorElementType.Int64 => 8, TensorElementType.Float => 4, TensorElementType.Float16 => 2, _ => 0 };
            if (size == 0 || tensor.Dimensions.Any(axis => axis <= 0))
                throw new InvalidDataException($"A tensor of fixed shape in int64, float or float16 expected as '{name}' of '{_path}', found {tensor.ElementDataType} ({string.Join(", ", tensor.Dimensions)}); export the model again.");
            var bytes = GC.AllocateArray<byte>(size * tensor.Dimensions.Aggregate(1, (product, axis) => product * axis), pinned: true);
            var value = OrtValue.CreateTensorValueWithData(
                OrtMemoryInfo.DefaultInstance, tensor.ElementDataType, [.. tensor.Dimensions.Select(axis => (long)axis)],
                Marshal.UnsafeAddrOfPinnedArrayElement(bytes, 0), bytes.Length);
            _tensors.Add(name, (bytes, tensor.ElementDataType, value));
            return value;
        }
    }
}
