using System.Globalization;

namespace MusicGen.Edge;

/// <summary>The display over I2C: the one place that uses that engine. Sends only the pages that have changed: a whole picture takes a tenth of a second on a slow bus.</summary>
internal sealed class OledDisplay : IPanelDisplay
{
    private const int Columns = 128;
    private static readonly int[] _addresses = [0x3C, 0x3D];

    private readonly Ssd1306 _display;
    private readonly byte[] _shown;
    private readonly byte[] _page = new byte[Columns];
    private bool _isShown;

    private OledDisplay(DisplayOptions options, I2cDevice device)
    {
        _shown = new byte[Columns * options.Height / PixelFrame.PageRows];
        _display = new Ssd1306(device, Columns, options.Height);
        // The engine sets every display up for 32 rows.
        _display.SendCommand(new SetMultiplexRatio((byte)(options.Height - 1)));
        _display.SendCommand(new SetComPinsHardwareConfiguration(options.Height == 64, false));
        _display.SendCommand(new SetSegmentReMap(!options.IsUpsideDown));
        _display.SendCommand(new SetComOutputScanDirection(options.IsUpsideDown));
        _display.SendCommand(new SetContrastControlForBank0((byte)options.Contrast));
        _display.EnableDisplay(true);
    }

    /// <summary>Opens it.</summary>
    /// <exception cref="IOException">There is no such bus, it is not permitted, or nothing answers.</exception>
    public static IPanelDisplay Open(DisplayOptions options) => Open(options, I2cDevice.Create(new I2cConnectionSettings(options.Bus, options.Address)));

    /// <summary>Sets up the display behind an open device, which it owns from now on.</summary>
    public static IPanelDisplay Open(DisplayOptions options, I2cDevice device)
    {
        try
        {
            return new OledDisplay(options, device);
        }
        catch
        {
            device.Dispose();
            throw;
        }
    }

    /// <summary>Buses, and what answers where displays do, for a person.</summary>
    public static IReadOnlyList<string> Describe()
    {
        var lines = new List<string>();
        foreach (var bus in Buses())
        {
            var found = _addresses.Where(address => Answers(bus, address)).Select(address => $"0x{address:X2}").ToList();
            lines.Add($"/dev/i2c-{bus}  {(found.Count == 0 ? "no display" : $"a display may be at {string.Join(" and ", found)}")}");
        }

        return lines;
    }

    public void Show(PixelFrame frame)
    {
        for (var page = 0; page < frame.Height / PixelFrame.PageRows; page++)
        {
            var fresh = frame.Bytes.Slice(page * Columns, Columns);
            var shown = _shown.AsSpan(page * Columns, Columns);
            if (_isShown && fresh.SequenceEqual(shown)) continue;
            fresh.CopyTo(_page);
            _display.SendCommand(new SetColumnAddress(0, Columns - 1));
            _display.SendCommand(new SetPageAddress((PageAddress)page, (PageAddress)page));
            _display.SendData(_page);
            fresh.CopyTo(shown);
        }

        _isShown = true;
    }

    public void Dispose()
    {
        try
        {
            _display.EnableDisplay(false);
        }
        catch (IOException)
        {
            // It is being given up because it does not answer.
        }

        _display.Dispose();
    }

    private static IEnumerable<int> Buses()
    {
        try
        {
            return [.. Directory.GetFileSystemEntries("/dev", "i2c-*")
                .Select(path => int.TryParse(Path.GetFileName(path).AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture, out var bus) ? bus : -1)
                .Where(bus => bus >= 0).Order()];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static bool Answers(int bus, int address)
    {
        try
        {
            using var device = I2cDevice.Create(new I2cConnectionSettings(bus, address));
            device.ReadByte();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
