namespace MusicGen.Training;

/// <summary>
/// A graph under construction, between <see cref="StepGraph"/>/<see cref="HeadGraph"/> and <see cref="OnnxWriter"/>:
/// inputs, outputs, constants and operations in the order they are added.
/// </summary>
/// <remarks>Single-threaded.</remarks>
public sealed class OnnxGraph(string name)
{
    /// <summary>Domain of ONNX Runtime's own operators (<c>DynamicQuantizeLSTM</c>, <c>DynamicQuantizeMatMul</c>).</summary>
    public const string MicrosoftDomain = "com.microsoft";

    private readonly List<OnnxValue> _inputs = [];
    private readonly List<OnnxValue> _outputs = [];
    private readonly List<OnnxTensor> _constants = [];
    private readonly List<OnnxNode> _nodes = [];

    /// <summary>Name of the graph.</summary>
    public string Name { get; } = name;

    /// <summary>What is fed at each run.</summary>
    public IReadOnlyList<OnnxValue> Inputs => _inputs;

    /// <summary>What comes back.</summary>
    public IReadOnlyList<OnnxValue> Outputs => _outputs;

    /// <summary>The weights and other constants.</summary>
    public IReadOnlyList<OnnxTensor> Constants => _constants;

    /// <summary>The operations, each after those whose results it takes.</summary>
    public IReadOnlyList<OnnxNode> Nodes => _nodes;

    /// <summary>Adds an input and returns its name.</summary>
    public string Input(string inputName, OnnxElementType type, params long[] shape)
    {
        _inputs.Add(new OnnxValue(inputName, type, shape));
        return inputName;
    }

    /// <summary>Declares a tensor that some node makes as an output and returns its name.</summary>
    public string Output(string outputName, OnnxElementType type, params long[] shape)
    {
        _outputs.Add(new OnnxValue(outputName, type, shape));
        return outputName;
    }

    /// <summary>Adds a constant and returns its name.</summary>
    public string Constant(OnnxTensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (_constants.Any(constant => constant.Name == tensor.Name))
            throw new ArgumentException($"One constant '{tensor.Name}' expected in graph '{Name}', found a second.");
        _constants.Add(tensor);
        return tensor.Name;
    }

    /// <summary>Adds an operation with one result and returns the result's name.</summary>
    /// <param name="operation">Operator name.</param>
    /// <param name="output">Name of its result.</param>
    /// <param name="inputs">Names of what it takes.</param>
    /// <param name="attributes">Integer attributes.</param>
    public string Node(
        string operation, string output, IReadOnlyList<string> inputs, params IReadOnlyList<(string Name, long Value)> attributes)
    {
        Add(new OnnxNode(operation, "", inputs, [output], attributes));
        return output;
    }

    /// <summary>Adds an operation.</summary>
    public void Add(OnnxNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        _nodes.Add(node);
    }

    /// <summary>Adds a cast to another element type and returns the result's name.</summary>
    public string Cast(string input, string output, OnnxElementType type) =>
        Node("Cast", output, [input], ("to", (long)type));
}
