using Google.Protobuf;

namespace MusicGen.Training;

/// <summary>
/// Turns an <see cref="OnnxGraph"/> into the bytes of an .onnx file, the last stage of export. Field numbers are those of
/// onnx.proto (onnx/onnx, IR version 8). The same graph and metadata always give the same bytes.
/// </summary>
/// <remarks>Thread-safe.</remarks>
public static class OnnxWriter
{
    /// <summary>The newest operator set that ONNX Runtime 1.11 of the classic Jetson Nano runs is 16; nothing here needs more than 15.</summary>
    public const int OperatorSet = 15;

    /// <summary>The newest file form that ONNX Runtime 1.11 opens.</summary>
    public const int IrVersion = 8;

    /// <summary>Who made the file, as the file says.</summary>
    public const string ProducerName = "musicgen-train";

    private const int AttributeTypeInt = 2;

    /// <summary>Writes a model file.</summary>
    /// <param name="graph">What to write.</param>
    /// <param name="metadata">Key–value pairs kept in the file, written in ordinal order of their keys.</param>
    /// <param name="output">Receives the bytes; left open.</param>
    public static void Write(OnnxGraph graph, IReadOnlyDictionary<string, string> metadata, Stream output)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(metadata);
        var model = new ProtoMessage()
            .Add(1, IrVersion)
            .Add(2, ProducerName)
            .Add(3, typeof(OnnxWriter).Assembly.GetName().Version?.ToString(3) ?? "0.0.0")
            .Add(7, GraphOf(graph));
        model.Add(8, OperatorSetOf("", OperatorSet));
        if (graph.Nodes.Any(node => node.Domain == OnnxGraph.MicrosoftDomain))
            model.Add(8, OperatorSetOf(OnnxGraph.MicrosoftDomain, 1));
        foreach (var (key, value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            model.Add(14, new ProtoMessage().Add(1, key).Add(2, value));
        using var coded = new CodedOutputStream(output, leaveOpen: true);
        model.WriteTo(coded);
    }

    private static ProtoMessage OperatorSetOf(string domain, int version) =>
        new ProtoMessage().Add(1, domain).Add(2, version);

    private static ProtoMessage GraphOf(OnnxGraph graph)
    {
        var message = new ProtoMessage();
        foreach (var node in graph.Nodes) message.Add(1, NodeOf(node));
        message.Add(2, graph.Name);
        foreach (var constant in graph.Constants) message.Add(5, TensorOf(constant));
        foreach (var input in graph.Inputs) message.Add(11, ValueOf(input));
        foreach (var output in graph.Outputs) message.Add(12, ValueOf(output));
        return message;
    }

    private static ProtoMessage NodeOf(OnnxNode node)
    {
        var message = new ProtoMessage();
        foreach (var input in node.Inputs) message.Add(1, input);
        foreach (var output in node.Outputs) message.Add(2, output);
        message.Add(3, node.Operation + "." + node.Outputs.First(output => output.Length > 0)).Add(4, node.Operation);
        foreach (var (name, value) in node.Attributes)
            message.Add(5, new ProtoMessage().Add(1, name).Add(3, value).Add(20, AttributeTypeInt));
        if (node.Domain.Length > 0) message.Add(7, node.Domain);
        return message;
    }

    private static ProtoMessage TensorOf(OnnxTensor tensor)
    {
        var message = new ProtoMessage();
        foreach (var size in tensor.Shape) message.Add(1, size);
        return message.Add(2, (long)tensor.Type).Add(8, tensor.Name).Add(9, tensor.Bytes);
    }

    private static ProtoMessage ValueOf(OnnxValue value)
    {
        var shape = new ProtoMessage();
        foreach (var size in value.Shape) shape.Add(1, new ProtoMessage().Add(1, size));
        var tensor = new ProtoMessage().Add(1, (long)value.Type).Add(2, shape);
        return new ProtoMessage().Add(1, value.Name).Add(2, new ProtoMessage().Add(1, tensor));
    }
}
