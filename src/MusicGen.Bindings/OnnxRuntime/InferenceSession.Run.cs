namespace MusicGen.Bindings.OnnxRuntime;

/// <content>Running the model, from the cheapest way (a binding) to the most convenient (named tensors).</content>
public sealed partial class InferenceSession
{
    private const int StackPointers = 128;

    /// <summary>Runs with what is bound; allocates no managed memory.</summary>
    /// <exception cref="OnnxRuntimeException">An input is missing or does not fit, or the run was ended by <see cref="RunOptions.Terminate"/>.</exception>
    public void RunWithBinding(RunOptions runOptions, OrtIoBinding ioBinding)
    {
        OrtApi.RunWithBinding(Handle.Pointer, runOptions.Pointer, ioBinding.Pointer);
        GC.KeepAlive(this);
        GC.KeepAlive(runOptions);
        GC.KeepAlive(ioBinding);
    }

    /// <summary>As <see cref="RunWithBinding"/>, and hands out the outputs.</summary>
    public IDisposableReadOnlyCollection<OrtValue> RunWithBoundResults(RunOptions runOptions, OrtIoBinding ioBinding)
    {
        RunWithBinding(runOptions, ioBinding);
        ioBinding.SynchronizeBoundOutputs();
        return ioBinding.GetOutputValues();
    }

    public IDisposableReadOnlyCollection<OrtValue> Run(RunOptions runOptions, IReadOnlyDictionary<string, OrtValue> inputs, IReadOnlyCollection<string> outputNames) =>
        Run(runOptions, [.. inputs.Keys], [.. inputs.Values], outputNames);

    public IDisposableReadOnlyCollection<OrtValue> Run(
        RunOptions runOptions, IReadOnlyCollection<string> inputNames, IReadOnlyCollection<OrtValue> inputValues, IReadOnlyCollection<string> outputNames)
    {
        var results = new nint[outputNames.Count];
        Run(runOptions, inputNames, inputValues, outputNames, null, results);
        var outputs = new DisposableList<OrtValue>(results.Length);
        foreach (var result in results)
        {
            outputs.Add(new OrtValue(result));
        }

        return outputs;
    }

    /// <summary>Runs into values given beforehand; their shapes must fit. With arrays or lists it allocates no managed memory.</summary>
    /// <exception cref="ArgumentException">As many values as names expected.</exception>
    public void Run(
        RunOptions runOptions, IReadOnlyCollection<string> inputNames, IReadOnlyCollection<OrtValue> inputValues,
        IReadOnlyCollection<string> outputNames, IReadOnlyCollection<OrtValue> outputValues) =>
        Run(runOptions, inputNames, inputValues, outputNames, outputValues, []);

    private unsafe void Run(
        RunOptions runOptions, IReadOnlyCollection<string> inputNames, IReadOnlyCollection<OrtValue> inputValues,
        IReadOnlyCollection<string> outputNames, IReadOnlyCollection<OrtValue>? outputValues, Span<nint> results)
    {
        RequireSameCount("input", inputNames.Count, inputValues.Count);
        RequireSameCount("output", outputNames.Count, outputValues?.Count ?? results.Length);
        var (inputCount, outputCount) = (inputNames.Count, outputNames.Count);
        var pointerCount = 2 * (inputCount + outputCount);
        var pointers = pointerCount <= StackPointers ? stackalloc nint[StackPointers] : new nint[pointerCount];
        pointers = pointers[..pointerCount];
        _inputPointers.Fill(inputNames, pointers[..inputCount]);
        Fill(inputValues, pointers.Slice(inputCount, inputCount));
        _outputPointers.Fill(outputNames, pointers.Slice(2 * inputCount, outputCount));
        var outputs = pointers[(2 * inputCount + outputCount)..];
        outputs.Clear();
        if (outputValues is not null)
        {
            Fill(outputValues, outputs);
        }

        fixed (nint* names = pointers)
        {
            var outputStart = names + 2 * inputCount;
            OrtApi.Run(Handle.Pointer, runOptions.Pointer, names, names + inputCount, inputCount, outputStart, outputCount, outputStart + outputCount);
        }

        if (outputValues is null)
        {
            outputs.CopyTo(results);
        }

        GC.KeepAlive(this);
        GC.KeepAlive(runOptions);
        GC.KeepAlive(inputValues);
        GC.KeepAlive(outputValues);
    }

    private static void Fill(IReadOnlyCollection<OrtValue> values, Span<nint> pointers)
    {
        if (values is IReadOnlyList<OrtValue> list)
        {
            for (var i = 0; i < pointers.Length; i++)
            {
                pointers[i] = list[i].Pointer;
            }

            return;
        }

        var next = 0;
        foreach (var value in values)
        {
            pointers[next++] = value.Pointer;
        }
    }

    private static void RequireSameCount(string role, int nameCount, int valueCount)
    {
        if (nameCount != valueCount)
        {
            throw new ArgumentException($"As many {role} values as names expected, but {nameCount} names and {valueCount} values given.");
        }
    }
}
