using System.Runtime.InteropServices;
using MusicGen.Bindings.Linux.Native;

namespace MusicGen.Bindings.Gpio.Native;

/// <summary>Version 1 of the interface: a line is asked for as a handle, or as an event where its edges are wanted.</summary>
internal sealed unsafe class LineAbiV1 : LineAbi
{
    private const uint Input = 1;
    private const uint Output = 2;
    private const uint PullUp = 32;
    private const uint PullDown = 64;
    private const uint BothEdges = 3;
    private const uint RisingEdge = 1;

    public override bool CanDebounce => false;

    public override int EdgeBytes => sizeof(GpioStructures.Edge1);

    public override bool IsSpokenBy(SafeFileDescriptor chip)
    {
        GpioStructures.LineInfo1 info = default;
        return Libc.Control(chip, GpioIoctl.LineInfoV1, &info) == 0
            || Marshal.GetLastPInvokeError() is not (Libc.InvalidArgument or Libc.NotATerminal);
    }

    public override SafeFileDescriptor? Request(SafeFileDescriptor chip, in LineSettings settings) =>
        settings.IsWatched ? RequestEvents(chip, settings) : RequestHandle(chip, settings);

    public override int Read(SafeFileDescriptor line)
    {
        GpioStructures.Values1 values = default;
        return Libc.Control(line, GpioIoctl.GetValuesV1, &values) < 0 ? -1 : values.Levels[0];
    }

    public override bool Write(SafeFileDescriptor line, bool isHigh)
    {
        GpioStructures.Values1 values = default;
        values.Levels[0] = (byte)(isHigh ? 1 : 0);
        return Libc.Control(line, GpioIoctl.SetValuesV1, &values) == 0;
    }

    public override LineEdge Parse(ReadOnlySpan<byte> bytes, int offset)
    {
        var edge = MemoryMarshal.Read<GpioStructures.Edge1>(bytes);
        return new LineEdge(edge.TimeNanoseconds, offset, edge.Id == RisingEdge);
    }

    public override string? ConsumerOf(SafeFileDescriptor chip, int offset)
    {
        GpioStructures.LineInfo1 info = default;
        info.Offset = (uint)offset;
        if (Libc.Control(chip, GpioIoctl.LineInfoV1, &info) < 0) return null;
        var consumer = GpioStructures.Text(info.Consumer);
        return consumer.Length == 0 ? null : consumer;
    }

    private static uint FlagsOf(PinMode mode) => mode switch
    {
        PinMode.Output => Output,
        PinMode.InputPullUp => Input | PullUp,
        PinMode.InputPullDown => Input | PullDown,
        _ => Input,
    };

    private static SafeFileDescriptor? RequestEvents(SafeFileDescriptor chip, in LineSettings settings)
    {
        GpioStructures.Event1 request = default;
        request.Offset = (uint)settings.Offset;
        request.HandleFlags = FlagsOf(settings.Mode);
        request.EventFlags = BothEdges;
        Consumer.CopyTo(new Span<byte>(request.Consumer, GpioStructures.NameLength));
        return Libc.Control(chip, GpioIoctl.LineEventV1, &request) < 0 ? null : new SafeFileDescriptor(request.File);
    }

    private static SafeFileDescriptor? RequestHandle(SafeFileDescriptor chip, in LineSettings settings)
    {
        GpioStructures.Handle1 request = default;
        request.Offsets[0] = (uint)settings.Offset;
        request.Lines = 1;
        request.Flags = FlagsOf(settings.Mode);
        request.DefaultValues[0] = (byte)(settings.IsHigh ? 1 : 0);
        Consumer.CopyTo(new Span<byte>(request.Consumer, GpioStructures.NameLength));
        return Libc.Control(chip, GpioIoctl.LineHandleV1, &request) < 0 ? null : new SafeFileDescriptor(request.File);
    }
}
