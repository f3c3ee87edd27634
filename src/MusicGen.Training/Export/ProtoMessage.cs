using Google.Protobuf;

namespace MusicGen.Training;

/// <summary>
/// One protobuf message under construction, under <see cref="OnnxWriter"/>: fields in the order they are added, so that
/// equal models give equal bytes. Sizes are computed before writing; large tensors are never copied.
/// </summary>
/// <remarks>Single-threaded.</remarks>
internal sealed class ProtoMessage
{
    private readonly List<Part> _parts = [];

    private int Size
    {
        get
        {
            var size = 0;
            foreach (var part in _parts) size += part.Size;
            return size;
        }
    }

    public ProtoMessage Add(int field, long number)
    {
        _parts.Add(new Part(field, number, null, null));
        return this;
    }

    public ProtoMessage Add(int field, string text)
    {
        _parts.Add(new Part(field, 0, ByteString.CopyFromUtf8(text), null));
        return this;
    }

    public ProtoMessage Add(int field, byte[] bytes)
    {
        _parts.Add(new Part(field, 0, UnsafeByteOperations.UnsafeWrap(bytes), null));
        return this;
    }

    public ProtoMessage Add(int field, ProtoMessage message)
    {
        _parts.Add(new Part(field, 0, null, message));
        return this;
    }

    public void WriteTo(CodedOutputStream output)
    {
        foreach (var part in _parts) part.WriteTo(output);
    }

    private sealed record Part(int Field, long Number, ByteString? Bytes, ProtoMessage? Message)
    {
        public int Size => CodedOutputStream.ComputeTagSize(Field) + (Message, Bytes) switch
        {
            ({ } message, _) => CodedOutputStream.ComputeLengthSize(message.Size) + message.Size,
            (_, { } bytes) => CodedOutputStream.ComputeBytesSize(bytes),
            _ => CodedOutputStream.ComputeInt64Size(Number),
        };

        public void WriteTo(CodedOutputStream output)
        {
            var varint = Message is null && Bytes is null;
            output.WriteTag(Field, varint ? WireFormat.WireType.Varint : WireFormat.WireType.LengthDelimited);
            if (varint)
            {
                output.WriteInt64(Number);
            }
            else if (Bytes is not null)
            {
                output.WriteBytes(Bytes);
            }
            else
            {
                output.WriteLength(Message!.Size);
                Message.WriteTo(output);
            }
        }
    }
}
