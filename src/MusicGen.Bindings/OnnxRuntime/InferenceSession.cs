namespace MusicGen.Bindings.OnnxRuntime;

/// <summary>A loaded model: its inputs, outputs and metadata, and the ways to run it.</summary>
/// <remarks>Runs may go on from several threads at once; bindings, values and run options are each for one run at a time.</remarks>
public sealed partial class InferenceSession : IDisposable
{
    private readonly Utf8Names _inputPointers;
    private readonly Utf8Names _outputPointers;

    /// <exception cref="OnnxRuntimeException">No file there (NoSuchFile), not a model (InvalidProtobuf), or one that this library refuses.</exception>
    /// <exception cref="DllNotFoundException">No libonnxruntime that can be used.</exception>
    public InferenceSession(string modelPath)
        : this(Loader(modelPath), null)
    {
    }

    /// <inheritdoc cref="InferenceSession(string)"/>
    public InferenceSession(string modelPath, SessionOptions options)
        : this(Loader(modelPath), options)
    {
    }

    /// <inheritdoc cref="InferenceSession(string)"/>
    public InferenceSession(byte[] model)
        : this(Loader(model), null)
    {
    }

    /// <inheritdoc cref="InferenceSession(string)"/>
    public InferenceSession(byte[] model, SessionOptions options)
        : this(Loader(model), options)
    {
    }

    private InferenceSession(Func<nint, nint> create, SessionOptions? options)
    {
        using var defaults = options is null ? new SessionOptions() : null;
        Handle = new OrtSessionHandle(create((options ?? defaults!).Pointer));
        GC.KeepAlive(options);
        try
        {
            var session = Handle.Pointer;
            (InputNames, InputMetadata) = Describe(OrtApi.GetInputCount(session), OrtApi.GetInputName, OrtApi.GetInputTypeInfo);
            (OutputNames, OutputMetadata) = Describe(OrtApi.GetOutputCount(session), OrtApi.GetOutputName, OrtApi.GetOutputTypeInfo);
            (_, OverridableInitializerMetadata) = Describe(
                OrtApi.GetOverridableInitializerCount(session), OrtApi.GetOverridableInitializerName, OrtApi.GetOverridableInitializerTypeInfo);
            ModelMetadata = new ModelMetadata(session);
        }
        catch
        {
            Handle.Dispose();
            throw;
        }

        _inputPointers = new Utf8Names("input", [.. InputNames, .. OverridableInitializerMetadata.Keys]);
        _outputPointers = new Utf8Names("output", OutputNames);
    }

    public IReadOnlyDictionary<string, NodeMetadata> InputMetadata { get; }

    public IReadOnlyList<string> InputNames { get; }

    public IReadOnlyDictionary<string, NodeMetadata> OutputMetadata { get; }

    public IReadOnlyList<string> OutputNames { get; }

    public IReadOnlyDictionary<string, NodeMetadata> OverridableInitializerMetadata { get; }

    public ModelMetadata ModelMetadata { get; }

    /// <summary>When the profile began, in nanoseconds of the native clock.</summary>
    public ulong ProfilingStartTimeNs => OrtApi.GetProfilingStartTimeNs(Handle.Pointer);

    internal OrtSessionHandle Handle { get; }

    public OrtIoBinding CreateIoBinding() => new(Handle);

    /// <summary>Closes the profile that <see cref="SessionOptions.EnableProfiling"/> began and returns its file's name.</summary>
    public string EndProfiling() => OrtApi.EndProfiling(Handle.Pointer);

    public void Dispose() => Handle.Dispose();

    private static Func<nint, nint> Loader(string modelPath)
    {
        ArgumentNullException.ThrowIfNull(modelPath);
        return options => OrtApi.CreateSession(OrtEnv.Instance().Pointer, modelPath, options);
    }

    private static Func<nint, nint> Loader(byte[] model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return options => OrtApi.CreateSessionFromArray(OrtEnv.Instance().Pointer, model, options);
    }

    private (IReadOnlyList<string> Names, IReadOnlyDictionary<string, NodeMetadata> Metadata) Describe(
        int count, Func<nint, int, string> nameAt, Func<nint, int, nint> typeAt)
    {
        var names = new string[count];
        var metadata = new Dictionary<string, NodeMetadata>(count);
        for (var i = 0; i < count; i++)
        {
            names[i] = nameAt(Handle.Pointer, i);
            metadata[names[i]] = new NodeMetadata(typeAt(Handle.Pointer, i));
        }

        return (names, metadata);
    }
}
