namespace MusicGen.Edge.Tests;

/// <summary>Header pins and the boards they are on.</summary>
public sealed class BoardTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData("nvidia,p3450-0000\0nvidia,jetson-nano\0nvidia,tegra210\0", "jetson-nano")]
    [InlineData("nvidia,p3768-0000+p3767-0005\0nvidia,p3767-0005\0nvidia,tegra234\0", "orin-nano")]
    [InlineData("raspberrypi,4-model-b\0brcm,bcm2711\0", "raspberry-pi")]
    public void TheDeviceTreeNamesTheBoard(string compatible, string name)
    {
        _root.Write("proc/device-tree/compatible", compatible);

        Assert.Equal(name, Board.Detect(_root.Root, [])?.Name);
    }

    [Fact]
    public void WithoutADeviceTreeTheChipsLabelDoes()
    {
        Assert.Same(Board.JetsonNano, Board.Detect(_root.Root, ["gpio-aon", "tegra-gpio"]));
        Assert.Null(Board.Detect(_root.Root, ["INT34C5:00"]));
    }

    [Theory]
    [InlineData("jetson-nano", 29, 149)]
    [InlineData("orin-nano", 29, 105)]
    [InlineData("raspberry-pi", 29, 5)]
    public void PinsAreLinesOfTheBoard(string name, int pin, int line) => Assert.Equal(line, new LinePlace(pin, IsPin: true).LineOn(Board.Find(name)));

    [Fact]
    public void NoTwoPinsAreTheSameLine() =>
        Assert.All(Board.All, board => Assert.Equal(board.Pins.Count, board.Pins.Select(pin => board.LineOf(pin)).Distinct().Count()));

    [Fact]
    public void APinOnAnUnknownBoardSaysWhatToDo()
    {
        var refusal = Assert.Throws<IOException>(() => new LinePlace(29, IsPin: true).LineOn(null));

        Assert.Contains("say 'board' (jetson-nano, orin-nano, raspberry-pi) or a 'line'", refusal.Message);
    }

    [Fact]
    public void ALineNeedsNoBoard() => Assert.Equal(149, new LinePlace(149, IsPin: false).LineOn(null));
}
