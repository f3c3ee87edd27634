namespace MusicGen.Bindings.OnnxRuntime;

/// <content>Running with named tensors: convenient, and copies its results.</content>
public sealed partial class InferenceSession
{
    public IDisposableReadOnlyCollection<DisposableNamedOnnxValue> Run(IReadOnlyCollection<NamedOnnxValue> inputs) => Run(inputs, OutputNames);

    public IDisposableReadOnlyCollection<DisposableNamedOnnxValue> Run(IReadOnlyCollection<NamedOnnxValue> inputs, IReadOnlyCollection<string> outputNames)
    {
        using var options = new RunOptions();
        return Run(inputs, outputNames, options);
    }

    public IDisposableReadOnlyCollection<DisposableNamedOnnxValue> Run(
        IReadOnlyCollection<NamedOnnxValue> inputs, IReadOnlyCollection<string> outputNames, RunOptions options)
    {
        using var values = new DisposableList<OrtValue>(inputs.Count);
        foreach (var input in inputs)
        {
            values.Add(input.ToOrtValue());
        }

        using var outputs = Run(options, [.. inputs.Select(input => input.Name)], values, outputNames);
        var results = new DisposableList<DisposableNamedOnnxValue>(outputs.Count);
        var next = 0;
        foreach (var name in outputNames)
        {
            results.Add(new DisposableNamedOnnxValue(name, outputs[next++]));
        }

        return results;
    }
}
