using System.Globalization;
using System.Text.RegularExpressions;

namespace MusicGen.Bindings.Alsa;

/// <summary>Reads from the kernel's files which raw MIDI ports there are now; an absent or unreadable file means that it does not tell.</summary>
/// <param name="deviceFolder">Folder of the device files; <c>/dev/snd</c> on a real machine.</param>
/// <param name="cardFolder">Folder of the kernel's texts about its cards; <c>/proc/asound</c> on a real machine.</param>
/// <remarks>Thread-safe.</remarks>
public sealed partial class RawMidiPortList(string deviceFolder, string cardFolder)
{
    /// <summary>The ports, by card and device.</summary>
    public IReadOnlyList<RawMidiPort> Read()
    {
        var ports = new List<RawMidiPort>();
        string[]? cards = null;
        foreach (var path in DeviceFiles())
        {
            if (DeviceName().Match(Path.GetFileName(path)) is not { Success: true } match) continue;
            var card = int.Parse(match.Groups["card"].ValueSpan, CultureInfo.InvariantCulture);
            var device = int.Parse(match.Groups["device"].ValueSpan, CultureInfo.InvariantCulture);
            cards ??= Lines("cards");
            // The kernel makes a card's device files before it tells of the card: what it is called, and whether it is a virtual one, is known a moment later.
            if (cards.Length > 0 && !cards.Any(line => IsOf(line, card))) continue;
            var about = Lines($"card{card}/midi{device}");
            ports.Add(new RawMidiPort(
                path,
                card,
                device,
                Lines($"card{card}/id").FirstOrDefault()?.Trim(),
                about.FirstOrDefault()?.Trim(),
                about.Length == 0 || about.Any(line => line.StartsWith("Input ", StringComparison.Ordinal)),
                about.Length == 0 || about.Any(line => line.StartsWith("Output ", StringComparison.Ordinal)),
                IsVirtual(cards, card)));
        }

        ports.Sort((a, b) => (a.Card, a.Device).CompareTo((b.Card, b.Device)));
        return ports;
    }

    [GeneratedRegex(@"^midiC(?<card>\d{1,4})D(?<device>\d{1,4})$")]
    private static partial Regex DeviceName();

    // Line of a card: " 1 [K49            ]: USB-Audio - Keystation 49".
    [GeneratedRegex(@"^\s*(?<card>\d{1,4}) \[.*?\]: (?<driver>.*?) - ")]
    private static partial Regex CardLine();

    // The drivers are the kernel's snd-virmidi and f_midi; a keyboard whose name has "virtual" in it is a USB-Audio card.
    private static bool IsVirtual(string[] cards, int card) =>
        cards.Any(line => IsOf(line, card) && CardLine().Match(line).Groups["driver"].Value is "VirMIDI" or "MIDI Gadget" or "f_midi");

    private static bool IsOf(string line, int card) =>
        CardLine().Match(line) is { Success: true } match && int.Parse(match.Groups["card"].ValueSpan, CultureInfo.InvariantCulture) == card;

    private string[] Lines(string name)
    {
        try
        {
            return File.ReadAllLines(Path.Combine(cardFolder, name));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private string[] DeviceFiles()
    {
        try
        {
            return Directory.GetFileSystemEntries(deviceFolder, "midiC*D*");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
