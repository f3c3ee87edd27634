using MusicGen.Bindings.Gpio;

namespace MusicGen.Bindings.Tests.Gpio;

/// <summary>What goes over the bus to a display, byte by byte as its data sheet has it.</summary>
public sealed class Ssd1306Tests
{
    private readonly FakeI2cDevice _bus = new();

    [Fact]
    public void ItIsSetUpDarkAndLitAtTheEnd()
    {
        using var display = new Ssd1306(_bus, 128, 64);

        Assert.Equal([0x00, 0xAE], _bus.Writes[0].Take(2));
        Assert.Equal([0x00, 0xAF], _bus.Writes[^1]);
    }

    [Fact]
    public void CommandsAreTheDataSheets()
    {
        using var display = new Ssd1306(_bus, 128, 64);
        _bus.Writes.Clear();

        display.SendCommand(new SetMultiplexRatio(0x3F));
        display.SendCommand(new SetComPinsHardwareConfiguration(true, false));
        display.SendCommand(new SetColumnAddress(0, 127));
        display.SendCommand(new SetPageAddress(PageAddress.Page0, PageAddress.Page7));
        display.SendCommand(new SetContrastControlForBank0(0x40));
        display.EnableDisplay(false);

        Assert.Equal(["00A83F", "00DA12", "0021007F", "00220007", "008140", "00AE"], _bus.Writes.Select(Convert.ToHexString));
    }

    [Fact]
    public void PixelsFollowTheirControlByte()
    {
        using var display = new Ssd1306(_bus, 128, 32);
        _bus.Writes.Clear();

        display.SendData([1, 2, 3]);

        Assert.Equal("40010203", Convert.ToHexString(_bus.Writes.Single()));
    }

    private sealed class FakeI2cDevice : I2cDevice
    {
        public List<byte[]> Writes { get; } = [];

        public override I2cConnectionSettings ConnectionSettings { get; } = new(1, 0x3C);

        public override void Read(Span<byte> buffer) => buffer.Clear();

        public override void Write(ReadOnlySpan<byte> buffer) => Writes.Add(buffer.ToArray());

        public override void WriteRead(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer) => Write(writeBuffer);
    }
}
