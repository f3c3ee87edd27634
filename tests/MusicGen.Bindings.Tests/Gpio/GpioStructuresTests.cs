using System.Runtime.CompilerServices;
using MusicGen.Bindings.Gpio.Native;

namespace MusicGen.Bindings.Tests.Gpio;

/// <summary>The kernel's structures have the kernel's sizes: its ioctl numbers carry them, so one that differs is caught here and not on a board.</summary>
public sealed class GpioStructuresTests
{
    [Fact]
    public void IoctlNumbersCarryTheSizesOfTheirStructures()
    {
        Assert.Equal(SizeIn(GpioIoctl.ChipInfo), Unsafe.SizeOf<GpioStructures.Chip>());
        Assert.Equal(SizeIn(GpioIoctl.LineInfoV1), Unsafe.SizeOf<GpioStructures.LineInfo1>());
        Assert.Equal(SizeIn(GpioIoctl.LineHandleV1), Unsafe.SizeOf<GpioStructures.Handle1>());
        Assert.Equal(SizeIn(GpioIoctl.LineEventV1), Unsafe.SizeOf<GpioStructures.Event1>());
        Assert.Equal(SizeIn(GpioIoctl.GetValuesV1), Unsafe.SizeOf<GpioStructures.Values1>());
        Assert.Equal(SizeIn(GpioIoctl.LineInfoV2), Unsafe.SizeOf<GpioStructures.LineInfo2>());
        Assert.Equal(SizeIn(GpioIoctl.LineV2), Unsafe.SizeOf<GpioStructures.Line2>());
        Assert.Equal(SizeIn(GpioIoctl.GetValuesV2), Unsafe.SizeOf<GpioStructures.Values2>());
    }

    [Fact]
    public void EdgesHaveTheSizesThatTheKernelWrites()
    {
        Assert.Equal(16, Unsafe.SizeOf<GpioStructures.Edge1>());
        Assert.Equal(48, Unsafe.SizeOf<GpioStructures.Edge2>());
    }

    private static int SizeIn(uint request) => (int)(request >> 16 & 0x3FFF);
}
