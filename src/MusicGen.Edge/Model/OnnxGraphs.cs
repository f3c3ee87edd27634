using System.Globalization;

namespace MusicGen.Edge;

/// <summary>
/// The adapter over ONNX Runtime, and the only file that uses it: the sessions of one variant of a package with every
/// input and output bound once to memory that never moves, so that a run copies and allocates nothing.
/// </summary>
/// <remarks>
/// Two bindings of the step graph take turns: each reads the state that the other wrote. Tensor names and shapes are those of
/// <see cref="ModelManifest"/>. Single-threaded.
/// </remarks>
internal sealed class OnnxGraphs : IDisposable
{
    private readonly ModelManifest _manifest;
    private readonly bool _isHalf;
    private readonly int _stateElements;
    private readonly RunOptions _runOptions = new();
    private readonly List<IDisposable> _owned = [];
    private readonly InferenceSession _step;
    private readonly InferenceSession[] _heads;
    private readonly OrtIoBinding[] _stepBindings = new OrtIoBinding[2];
    private readonly OrtIoBinding[] _headBindings;
    private readonly PinnedBuffer _tokens, _chosen, _features;
    private readonly PinnedBuffer[] _states = new PinnedBuffer[2];
    private readonly PinnedBuffer[] _logits, _traits;
    private int _current;

    private OnnxGraphs(ModelPackage package, ModelVariant variant, ProviderChoice provider)
    {
        _manifest = package.Manifest;
        _isHalf = variant.StateType == "float16";
        _stateElements = _manifest.StateSteps.Sum() * _manifest.HiddenSize;
        var fields = _manifest.OutputFields;
        _tokens = new PinnedBuffer(sizeof(long) * (fields.Count + _manifest.ContextFields.Count));
        _chosen = new PinnedBuffer(sizeof(long) * fields.Count);
        _features = new PinnedBuffer(ElementBytes * fields.Count * _manifest.HeadSize);
        _states[0] = new PinnedBuffer(ElementBytes * _stateElements);
        _states[1] = new PinnedBuffer(ElementBytes * _stateElements);
        _logits = [.. fields.Select(f => new PinnedBuffer(sizeof(float) * f.Size))];
        var vocabulary = _manifest.Vocabulary;
        _traits = [.. fields.Select((_, field) => new PinnedBuffer(sizeof(long) * vocabulary.TraitTokens(field)))];
        _heads = new InferenceSession[fields.Count];
        _headBindings = new OrtIoBinding[fields.Count];
        try
        {
            _owned.Add(_runOptions);
            using var options = CreateOptions(provider);
            _step = Own(new InferenceSession(package.PathOf(variant.Step), options));
            CheckStep(package.PathOf(variant.Step));
            for (var i = 0; i < 2; i++) _stepBindings[i] = BindStep(_states[i], _states[1 - i]);
            for (var field = 0; field < fields.Count; field++)
            {
                _heads[field] = Own(new InferenceSession(package.PathOf(variant.Heads[field]), options));
                CheckHead(package.PathOf(variant.Heads[field]), field);
                _headBindings[field] = BindHead(field);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Version of the engine's library.</summary>
    public static string EngineVersion => OrtEnv.Instance().GetVersionString();

    /// <summary>Providers that the engine's library was built with; only a run proves that one works.</summary>
    public static IReadOnlyList<string> BuiltInProviders => OrtEnv.Instance().GetAvailableProviders();

    /// <summary>(inputs) embedding rows of the coming step.</summary>
    public Span<long> Tokens => _tokens.As<long>();

    /// <summary>(output fields) values drawn so far, each plus the sizes of the fields before it.</summary>
    public Span<long> Chosen => _chosen.As<long>();

    /// <summary>(traits of the field, field size) what is known of its values; empty where it has no traits.</summary>
    public Span<long> TraitsOf(int field) => _traits[field].As<long>();

    /// <summary>Floats of one state.</summary>
    public int StateLength => _stateElements;

    private int ElementBytes => _isHalf ? 2 : sizeof(float);

    private TensorElementType ElementType => _isHalf ? TensorElementType.Float16 : TensorElementType.Float;

    /// <summary>Opens a variant of a package on a provider.</summary>
    /// <exception cref="InvalidDataException">The engine refuses a graph or it is not what the manifest says.</exception>
    /// <exception cref="NotSupportedException">The provider is not there or does not start.</exception>
    /// <exception cref="DllNotFoundException">The engine's library is not installed.</exception>
    public static OnnxGraphs Open(ModelPackage package, ModelVariant variant, ProviderChoice provider)
    {
        try
        {
            return new OnnxGraphs(package, variant, provider);
        }
        catch (OnnxRuntimeException e) when (provider == ProviderChoice.Cpu)
        {
            throw new InvalidDataException(
                $"Graphs that ONNX Runtime {EngineVersion} can run expected in '{package.Folder}' (variant '{variant.Name}'), found otherwise: {e.Message.TrimEnd('.')}; export the model again or update the library.", e);
        }
        catch (Exception e) when (e is OnnxRuntimeException or EntryPointNotFoundException)
        {
            throw new NotSupportedException($"Provider '{provider}' does not run variant '{variant.Name}' of '{package.Folder}': {e.Message}", e);
        }
    }

    /// <summary>Runs the step graph: <see cref="Tokens"/> and the state in, features and the next state out.</summary>
    public void RunStep()
    {
        _step.RunWithBinding(_runOptions, _stepBindings[_current]);
        _current ^= 1;
    }

    /// <summary>Runs one head: its features and <see cref="Chosen"/> in, <see cref="LogitsOf"/> out.</summary>
    public void RunHead(int field) => _heads[field].RunWithBinding(_runOptions, _headBindings[field]);

    /// <summary>(field size) what the last run of a head wrote.</summary>
    public ReadOnlySpan<float> LogitsOf(int field) => _logits[field].As<float>();

    /// <summary>State of zeros.</summary>
    public void ClearState() => _states[_current].As<byte>().Clear();

    /// <summary>Copies the state out.</summary>
    public void SaveState(Span<float> state)
    {
        if (!_isHalf)
        {
            _states[_current].As<float>().CopyTo(state);
            return;
        }

        var halves = _states[_current].As<Half>();
        for (var i = 0; i < halves.Length; i++) state[i] = (float)halves[i];
    }

    /// <summary>Puts a state back.</summary>
    public void LoadState(ReadOnlySpan<float> state)
    {
        if (!_isHalf)
        {
            state[.._stateElements].CopyTo(_states[_current].As<float>());
            return;
        }

        var halves = _states[_current].As<Half>();
        for (var i = 0; i < halves.Length; i++) halves[i] = (Half)state[i];
    }

    /// <summary>
    /// The bare engine: the same graphs and bindings run for some notes with nothing of ours in between; what the whole
    /// cost per note is measured against.
    /// </summary>
    /// <param name="notes">Notes, each one step and every head.</param>
    /// <param name="seconds">(notes) receives what each took.</param>
    public void RunBare(int notes, Span<double> seconds)
    {
        for (var i = 0; i < notes; i++)
        {
            var start = System.Diagnostics.Stopwatch.GetTimestamp();
            _step.RunWithBinding(_runOptions, _stepBindings[_current]);
            _current ^= 1;
            for (var field = 0; field < _heads.Length; field++) _heads[field].RunWithBinding(_runOptions, _headBindings[field]);
            seconds[i] = System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        for (var i = _owned.Count - 1; i >= 0; i--) _owned[i].Dispose();
        _owned.Clear();
    }

    private static SessionOptions CreateOptions(ProviderChoice provider)
    {
        var options = new SessionOptions
        {
            // One note at a time leaves nothing to share out; other threads would only take time from the audio thread.
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        if (provider == ProviderChoice.TensorRt) options.AppendExecutionProvider_Tensorrt();
        if (provider is ProviderChoice.Cuda or ProviderChoice.TensorRt) options.AppendExecutionProvider_CUDA();
        return options;
    }

    private static void CheckTensor(string path, IReadOnlyDictionary<string, NodeMetadata> found, string name, TensorElementType type, params ReadOnlySpan<int> shape)
    {
        if (!found.TryGetValue(name, out var node))
            throw new InvalidDataException($"Tensor '{name}' expected in '{path}', found only {string.Join(", ", found.Keys)}; export the model again.");
        var fits = node.ElementDataType == type && node.Dimensions.Length == shape.Length;
        for (var i = 0; fits && i < shape.Length; i++) fits = node.Dimensions[i] == shape[i] || node.Dimensions[i] < 0;
        if (fits) return;
        throw new InvalidDataException(string.Create(
            CultureInfo.InvariantCulture,
            $"Tensor '{name}' of {type} ({string.Join(", ", shape.ToArray())}) expected in '{path}', found {node.ElementDataType} ({string.Join(", ", node.Dimensions)}); export the model again."));
    }

    private T Own<T>(T resource)
        where T : IDisposable
    {
        _owned.Add(resource);
        return resource;
    }

    private void CheckStep(string path)
    {
        CheckTensor(path, _step.InputMetadata, "tokens", TensorElementType.Int64, 1, Tokens.Length);
        CheckTensor(path, _step.OutputMetadata, "features", ElementType, 1, _manifest.OutputFields.Count * _manifest.HeadSize);
        for (var i = 0; i < _manifest.StateSteps.Count; i++)
        {
            CheckTensor(path, _step.InputMetadata, $"state.{i}", ElementType, 1, _manifest.StateSteps[i], _manifest.HiddenSize);
            CheckTensor(path, _step.OutputMetadata, $"next.{i}", ElementType, 1, _manifest.StateSteps[i], _manifest.HiddenSize);
        }
    }

    private void CheckHead(string path, int field)
    {
        CheckTensor(path, _heads[field].InputMetadata, "features", ElementType, 1, _manifest.HeadSize);
        if (SeesChosen(field)) CheckTensor(path, _heads[field].InputMetadata, "chosen", TensorElementType.Int64, 1, field);
        if (SeesTokens(field)) CheckTensor(path, _heads[field].InputMetadata, "tokens", TensorElementType.Int64, 1, Tokens.Length);
        if (HasTraits(field)) CheckTensor(path, _heads[field].InputMetadata, "traits", TensorElementType.Int64, TraitCount(field), _manifest.OutputFields[field].Size);
        CheckTensor(path, _heads[field].OutputMetadata, "logits", TensorElementType.Float, 1, _manifest.OutputFields[field].Size);
    }

    private bool SeesChosen(int field) => _heads[field].InputMetadata.ContainsKey("chosen");

    private bool SeesTokens(int field) => _heads[field].InputMetadata.ContainsKey("tokens");

    private bool HasTraits(int field) => TraitsOf(field).Length > 0;

    private int TraitCount(int field) => TraitsOf(field).Length / _manifest.OutputFields[field].Size;

    private OrtIoBinding BindStep(PinnedBuffer before, PinnedBuffer after)
    {
        var binding = Own(_step.CreateIoBinding());
        binding.BindInput("tokens", ValueOver(_tokens, 0, TensorElementType.Int64, sizeof(long), 1, Tokens.Length));
        binding.BindOutput("features", ValueOver(_features, 0, ElementType, ElementBytes, 1, _manifest.OutputFields.Count * _manifest.HeadSize));
        var at = 0;
        for (var i = 0; i < _manifest.StateSteps.Count; i++)
        {
            var steps = _manifest.StateSteps[i];
            binding.BindInput($"state.{i}", ValueOver(before, at, ElementType, ElementBytes, 1, steps, _manifest.HiddenSize));
            binding.BindOutput($"next.{i}", ValueOver(after, at, ElementType, ElementBytes, 1, steps, _manifest.HiddenSize));
            at += ElementBytes * steps * _manifest.HiddenSize;
        }

        return binding;
    }

    private OrtIoBinding BindHead(int field)
    {
        var binding = Own(_heads[field].CreateIoBinding());
        var headBytes = ElementBytes * _manifest.HeadSize;
        binding.BindInput("features", ValueOver(_features, field * headBytes, ElementType, ElementBytes, 1, _manifest.HeadSize));
        if (SeesChosen(field)) binding.BindInput("chosen", ValueOver(_chosen, 0, TensorElementType.Int64, sizeof(long), 1, field));
        if (SeesTokens(field)) binding.BindInput("tokens", ValueOver(_tokens, 0, TensorElementType.Int64, sizeof(long), 1, Tokens.Length));
        if (HasTraits(field)) binding.BindInput("traits", ValueOver(_traits[field], 0, TensorElementType.Int64, sizeof(long), TraitCount(field), _manifest.OutputFields[field].Size));
        binding.BindOutput("logits", ValueOver(_logits[field], 0, TensorElementType.Float, sizeof(float), 1, _manifest.OutputFields[field].Size));
        return binding;
    }

    private OrtValue ValueOver(PinnedBuffer buffer, int byteOffset, TensorElementType type, int elementBytes, params long[] shape)
    {
        var bytes = shape.Aggregate((long)elementBytes, (product, length) => product * length);
        return Own(OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, type, shape, buffer.Address + byteOffset, bytes));
    }
}
