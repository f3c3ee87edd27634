namespace MusicGen.Edge;

/// <summary>A board whose header this program knows: which GPIO chip it is wired to, and which line of it each pin is.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class Board
{
    private readonly string[] _compatible;
    private readonly Dictionary<int, int> _lines;

    private Board(string name, string title, string[] compatible, string[] chipLabels, Dictionary<int, int> lines)
    {
        Name = name;
        Title = title;
        ChipLabels = chipLabels;
        _compatible = compatible;
        _lines = lines;
    }

    // Lines of the Jetsons: NVIDIA's jetson-gpio, gpio_pin_data.py; of the Raspberry Pi: its own documentation, BCM numbers.

    /// <summary>NVIDIA Jetson Nano, header J41.</summary>
    public static Board JetsonNano { get; } = new(
        "jetson-nano", "Jetson Nano", ["nvidia,p3450", "nvidia,jetson-nano", "nvidia,tegra210"], ["tegra-gpio"],
        new()
        {
            [7] = 216,
            [11] = 50,
            [12] = 79,
            [13] = 14,
            [15] = 194,
            [16] = 232,
            [18] = 15,
            [19] = 16,
            [21] = 17,
            [22] = 13,
            [23] = 18,
            [24] = 19,
            [26] = 20,
            [29] = 149,
            [31] = 200,
            [32] = 168,
            [33] = 38,
            [35] = 76,
            [36] = 51,
            [37] = 12,
            [38] = 77,
            [40] = 78,
        });

    /// <summary>NVIDIA Jetson Orin Nano and Orin NX on their developer kit, header J12.</summary>
    public static Board OrinNano { get; } = new(
        "orin-nano", "Jetson Orin Nano", ["p3767", "nvidia,tegra234"], ["tegra234-gpio"],
        new()
        {
            [7] = 144,
            [11] = 112,
            [12] = 50,
            [13] = 122,
            [15] = 85,
            [16] = 126,
            [18] = 125,
            [19] = 135,
            [21] = 134,
            [22] = 123,
            [23] = 133,
            [24] = 136,
            [26] = 137,
            [29] = 105,
            [31] = 106,
            [32] = 41,
            [33] = 43,
            [35] = 53,
            [36] = 113,
            [37] = 124,
            [38] = 52,
            [40] = 51,
        });

    /// <summary>Raspberry Pi with 40 pins, header J8.</summary>
    public static Board RaspberryPi { get; } = new(
        "raspberry-pi", "Raspberry Pi", ["raspberrypi,"], ["pinctrl-bcm2711", "pinctrl-bcm2835", "pinctrl-rp1"],
        new()
        {
            [3] = 2,
            [5] = 3,
            [7] = 4,
            [8] = 14,
            [10] = 15,
            [11] = 17,
            [12] = 18,
            [13] = 27,
            [15] = 22,
            [16] = 23,
            [18] = 24,
            [19] = 10,
            [21] = 9,
            [22] = 25,
            [23] = 11,
            [24] = 8,
            [26] = 7,
            [27] = 0,
            [28] = 1,
            [29] = 5,
            [31] = 6,
            [32] = 12,
            [33] = 13,
            [35] = 19,
            [36] = 16,
            [37] = 26,
            [38] = 20,
            [40] = 21,
        });

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Board> All { get; } = [JetsonNano, OrinNano, RaspberryPi];

    /// <summary>Name in <c>musicgen.json</c>.</summary>
    public string Name { get; }

    /// <summary>Name for people.</summary>
    public string Title { get; }

    /// <summary>What the kernel may call the header's chip.</summary>
    public IReadOnlyList<string> ChipLabels { get; }

    /// <summary>Pins that are lines.</summary>
    public IReadOnlyCollection<int> Pins => _lines.Keys;

    /// <summary>The board of a name, or null.</summary>
    public static Board? Find(string name) => All.FirstOrDefault(board => board.Name == name);

    /// <summary>The board this is: by the device tree, and where there is none by the label of a chip.</summary>
    /// <param name="systemRoot">Root of the machine's own files.</param>
    /// <param name="chipLabels">Labels of the chips.</param>
    public static Board? Detect(string systemRoot, IEnumerable<string> chipLabels)
    {
        var compatible = Compatible(systemRoot);
        return All.FirstOrDefault(board => compatible.Any(name => board._compatible.Any(known => name.Contains(known, StringComparison.Ordinal))))
            ?? All.FirstOrDefault(board => chipLabels.Any(board.ChipLabels.Contains));
    }

    /// <summary>The line of a pin of the header; null where the pin is no GPIO: supply, ground, or a bus.</summary>
    public int? LineOf(int pin) => _lines.TryGetValue(pin, out var line) ? line : null;

    /// <summary>The pin of a line, or null.</summary>
    public int? PinOf(int line) => _lines.Where(entry => entry.Value == line).Select(entry => (int?)entry.Key).FirstOrDefault();

    private static string[] Compatible(string systemRoot)
    {
        try
        {
            // Names divided by NUL, most exact first.
            return File.ReadAllText(Path.Combine(systemRoot, "proc/device-tree/compatible")).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
