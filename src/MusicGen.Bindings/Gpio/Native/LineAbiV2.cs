using System.Runtime.InteropServices;
using MusicGen.Bindings.Linux.Native;

namespace MusicGen.Bindings.Gpio.Native;

/// <summary>Version 2 of the interface: one kind of request, a queue of any length, debouncing.</summary>
internal sealed unsafe class LineAbiV2 : LineAbi
{
    private const ulong Input = 1 << 2;
    private const ulong Output = 1 << 3;
    private const ulong BothEdges = 3 << 4;
    private const ulong PullUp = 1 << 8;
    private const ulong PullDown = 1 << 9;
    private const uint OutputValues = 2;
    private const uint DebounceMicroseconds = 3;
    private const uint RisingEdge = 1;

    // An encoder turned at 200 steps a second makes 400 edges a second on each line: room for half a second of a busy machine.
    private const uint QueuedEdges = 256;

    public override bool CanDebounce => true;

    public override int EdgeBytes => sizeof(GpioStructures.Edge2);

    public override bool IsSpokenBy(SafeFileDescriptor chip)
    {
        GpioStructures.LineInfo2 info = default;
        return Libc.Control(chip, GpioIoctl.LineInfoV2, &info) == 0
            || Marshal.GetLastPInvokeError() is not (Libc.InvalidArgument or Libc.NotATerminal);
    }

    public override SafeFileDescriptor? Request(SafeFileDescriptor chip, in LineSettings settings)
    {
        GpioStructures.Line2 request = default;
        request.Offsets[0] = (uint)settings.Offset;
        request.Lines = 1;
        request.Flags = FlagsOf(settings.Mode);
        Consumer.CopyTo(new Span<byte>(request.Consumer, GpioStructures.NameLength));
        if (settings.Mode == PinMode.Output)
        {
            Add(ref request, OutputValues, settings.IsHigh ? 1UL : 0);
        }
        else if (settings.IsWatched)
        {
            request.Flags |= BothEdges;
            request.EventBufferSize = QueuedEdges;
            if (settings.Debounce > TimeSpan.Zero) Add(ref request, DebounceMicroseconds, (ulong)settings.Debounce.TotalMicroseconds);
        }

        return Libc.Control(chip, GpioIoctl.LineV2, &request) < 0 ? null : new SafeFileDescriptor(request.File);
    }

    public override int Read(SafeFileDescriptor line)
    {
        GpioStructures.Values2 values = new() { Mask = 1 };
        return Libc.Control(line, GpioIoctl.GetValuesV2, &values) < 0 ? -1 : (int)(values.Bits & 1);
    }

    public override bool Write(SafeFileDescriptor line, bool isHigh)
    {
        GpioStructures.Values2 values = new() { Mask = 1, Bits = isHigh ? 1UL : 0 };
        return Libc.Control(line, GpioIoctl.SetValuesV2, &values) == 0;
    }

    public override LineEdge Parse(ReadOnlySpan<byte> bytes, int offset)
    {
        var edge = MemoryMarshal.Read<GpioStructures.Edge2>(bytes);
        return new LineEdge(edge.TimeNanoseconds, (int)edge.Offset, edge.Id == RisingEdge);
    }

    public override string? ConsumerOf(SafeFileDescriptor chip, int offset)
    {
        GpioStructures.LineInfo2 info = default;
        info.Offset = (uint)offset;
        if (Libc.Control(chip, GpioIoctl.LineInfoV2, &info) < 0) return null;
        var consumer = GpioStructures.Text(info.Consumer);
        return consumer.Length == 0 ? null : consumer;
    }

    private static ulong FlagsOf(PinMode mode) => mode switch
    {
        PinMode.Output => Output,
        PinMode.InputPullUp => Input | PullUp,
        PinMode.InputPullDown => Input | PullDown,
        _ => Input,
    };

    // The value is a union: as little-endian, its low half is also where a 32-bit one stands.
    private static void Add(ref GpioStructures.Line2 request, uint id, ulong value)
    {
        request.Attributes[(int)request.AttributeCount] = new GpioStructures.Attribute2 { Id = id, Value = value, Mask = 1 };
        request.AttributeCount++;
    }
}
