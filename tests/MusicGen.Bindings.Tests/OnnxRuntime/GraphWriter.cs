using System.Runtime.InteropServices;
using MusicGen.Bindings.OnnxRuntime;

namespace MusicGen.Bindings.Tests.OnnxRuntime;

/// <summary>Builds an ONNX model in memory (opset 15, IR 8: what every library from 1.11 on reads). Field numbers are those of onnx.proto3.</summary>
internal sealed class GraphWriter
{
    private readonly ProtoWriter _graph = new();
    private readonly ProtoWriter _model = new ProtoWriter().Int(1, 8).Message(8, new ProtoWriter().Text(1, "").Int(2, 15));

    public GraphWriter(string name) => _graph.Text(2, name);

    /// <summary>A free axis is given by its name, a fixed one by its length.</summary>
    public GraphWriter Input(string name, TensorElementType type, params object[] shape) => Port(11, name, type, shape);

    public GraphWriter Output(string name, TensorElementType type, params object[] shape) => Port(12, name, type, shape);

    public GraphWriter Weights(string name, float[] values, params long[] shape) =>
        Initializer(name, TensorElementType.Float, MemoryMarshal.AsBytes<float>(values), shape);

    public GraphWriter Weights(string name, long[] values, params long[] shape) =>
        Initializer(name, TensorElementType.Int64, MemoryMarshal.AsBytes<long>(values), shape);

    public GraphWriter Node(string operation, string[] inputs, string[] outputs, params (string Name, long Value)[] attributes)
    {
        var node = new ProtoWriter();
        Array.ForEach(inputs, input => node.Text(1, input));
        Array.ForEach(outputs, output => node.Text(2, output));
        node.Text(4, operation);
        foreach (var (name, value) in attributes)
        {
            node.Message(5, new ProtoWriter().Text(1, name).Int(3, value).Int(20, 2));
        }

        _graph.Message(1, node);
        return this;
    }

    public GraphWriter Signed(string producer, string domain, long version, string description)
    {
        _model.Text(2, producer).Text(4, domain).Int(5, version).Text(6, description);
        return this;
    }

    public GraphWriter Property(string key, string value)
    {
        _model.Message(14, new ProtoWriter().Text(1, key).Text(2, value));
        return this;
    }

    public byte[] ToModel() => _model.Message(7, _graph).ToArray();

    private GraphWriter Port(int field, string name, TensorElementType type, object[] shape)
    {
        var dimensions = new ProtoWriter();
        foreach (var axis in shape)
        {
            dimensions.Message(1, axis is string free ? new ProtoWriter().Text(2, free) : new ProtoWriter().Int(1, Convert.ToInt64(axis)));
        }

        var tensor = new ProtoWriter().Int(1, (int)type).Message(2, dimensions);
        _graph.Message(field, new ProtoWriter().Text(1, name).Message(2, new ProtoWriter().Message(1, tensor)));
        return this;
    }

    private GraphWriter Initializer(string name, TensorElementType type, ReadOnlySpan<byte> values, long[] shape)
    {
        var tensor = new ProtoWriter();
        Array.ForEach(shape, dimension => tensor.Int(1, dimension));
        _graph.Message(5, tensor.Int(2, (int)type).Text(8, name).Bytes(9, values));
        return this;
    }
}
