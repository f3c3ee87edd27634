using System.Runtime.InteropServices;
using Google.Protobuf;

namespace MusicGen.Training;

/// <summary>
/// Reads the constants of an .onnx file that <see cref="OnnxWriter"/> wrote, the way back from a package to training. Field numbers are those of onnx.proto.
/// </summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class OnnxReader
{
    private const int Graph = 7, Initializer = 5, DataType = 2, TensorName = 8, RawData = 9;
    private readonly Dictionary<string, (OnnxElementType Type, byte[] Bytes)> _constants = [];
    private readonly string _path;

    /// <exception cref="InvalidDataException">No ONNX file, or a damaged one.</exception>
    public OnnxReader(string path)
    {
        _path = path;
        try
        {
            var model = new CodedInputStream(File.ReadAllBytes(path));
            while (model.ReadTag() is var tag and not 0)
                if (WireFormat.GetTagFieldNumber(tag) == Graph) ReadGraph(model.ReadBytes().CreateCodedInput());
                else model.SkipLastField();
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new InvalidDataException($"An ONNX file expected in '{path}', but it is something else or damaged; get the package again.", e);
        }
    }

    /// <summary>Whether there is a constant of this name.</summary>
    public bool Has(string name) => _constants.ContainsKey(name);

    /// <summary>A constant of 32-bit floats.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public float[] Floats(string name) => MemoryMarshal.Cast<byte, float>(Bytes(name, OnnxElementType.Float)).ToArray();

    /// <summary>A constant of bytes.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public byte[] Bytes(string name) => Bytes(name, OnnxElementType.UInt8);

    private byte[] Bytes(string name, OnnxElementType type)
    {
        if (!_constants.TryGetValue(name, out var constant)) throw new InvalidDataException($"A constant '{name}' expected in '{_path}', found none; use a package of this program's.");
        return constant.Type == type ? constant.Bytes : throw new InvalidDataException($"{type} expected of the constant '{name}' in '{_path}', found {constant.Type}; use a package of this program's.");
    }

    private void ReadGraph(CodedInputStream graph)
    {
        while (graph.ReadTag() is var tag and not 0)
            if (WireFormat.GetTagFieldNumber(tag) == Initializer) ReadTensor(graph.ReadBytes().CreateCodedInput());
            else graph.SkipLastField();
    }

    private void ReadTensor(CodedInputStream tensor)
    {
        var name = "";
        OnnxElementType type = default;
        byte[] bytes = [];
        while (tensor.ReadTag() is var tag and not 0)
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case DataType: type = (OnnxElementType)tensor.ReadInt32(); break;
                case TensorName: name = tensor.ReadString(); break;
                case RawData: bytes = tensor.ReadBytes().ToByteArray(); break;
                default: tensor.SkipLastField(); break;
            }
        }

        _constants[name] = (type, bytes);
    }
}
