namespace MusicGen.Edge.Tests;

/// <summary>The display: what goes over its bus, and what happens while it is not there.</summary>
public sealed class DisplayLoopTests
{
    private readonly List<string> _said = [];

    [Fact]
    public void AMissingDisplayIsAFaultAndIsUsedWhenItAnswers()
    {
        var faults = new FaultBoard(_said.Add);
        var bus = new FakeBus { IsDead = true };
        var loop = new DisplayLoop(new DisplayOptions(), options => OledDisplay.Open(options, bus), () => new PanelView(), faults);
        var screen = new PanelScreen(new PixelFrame(128, 64));

        loop.Step(screen, 0);
        loop.Step(screen, 0.1);
        Assert.Equal([DisplayLoop.FaultKey], faults.Snapshot.Select(fault => fault.Key));
        bus.IsDead = false;
        loop.Step(screen, 0.9);
        Assert.NotEmpty(faults.Snapshot);
        loop.Step(screen, 1.1);

        Assert.Empty(faults.Snapshot);
        Assert.Equal(["nothing answers The music goes on without the display; it is tried again.", "the display of 128 x 64 at address 0x3C of I2C bus 1 is there"], _said);
    }

    [Fact]
    public void OnlyPagesThatChangedAreSent()
    {
        var bus = new FakeBus();
        using var display = OledDisplay.Open(new DisplayOptions(), bus);
        var frame = new PixelFrame(128, 64);
        display.Show(frame);
        bus.Writes.Clear();

        frame.Set(5, 17);
        display.Show(frame);

        Assert.Equal(["0021007F", "00220202"], bus.Writes.Take(2).Select(Convert.ToHexString));
        Assert.Equal((3, 129, 0b10), (bus.Writes.Count, bus.Writes[2].Length, (int)bus.Writes[2][1 + 5]));
    }

    [Theory]
    [InlineData(64, "00A83F", "00DA12")]
    [InlineData(32, "00A81F", "00DA02")]
    public void RowsAreSetUpForItsHeight(int height, string ratio, string wiring)
    {
        var bus = new FakeBus();
        using var display = OledDisplay.Open(new DisplayOptions { Height = height }, bus);

        Assert.Contains(ratio, bus.Writes.Select(Convert.ToHexString));
        Assert.Contains(wiring, bus.Writes.Select(Convert.ToHexString));
    }

    private sealed class FakeBus : I2cDevice
    {
        public List<byte[]> Writes { get; } = [];

        public bool IsDead { get; set; }

        public override I2cConnectionSettings ConnectionSettings { get; } = new(1, 0x3C);

        public override void Read(Span<byte> buffer) => buffer.Clear();

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (IsDead) throw new IOException("nothing answers");
            Writes.Add(buffer.ToArray());
        }

        public override void WriteRead(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer) => Write(writeBuffer);
    }
}
