using System.Globalization;

namespace MusicGen.Edge;

/// <summary>Names of keys, as linux/input-event-codes.h numbers them without its KEY_.</summary>
internal static class PanelKeys
{
    private const int MostCodes = 767;

    private static readonly Dictionary<string, int> _codes = Number();

    /// <summary>The code of a name, or of a number as text; null where it is neither.</summary>
    public static int? CodeOf(string name)
    {
        var upper = name.ToUpperInvariant();
        if (upper.StartsWith("KEY_", StringComparison.Ordinal)) upper = upper[4..];
        // Digits are keys of their own: a code has at least two of them, or is written with a '#'.
        if (_codes.TryGetValue(upper, out var code)) return code;
        return int.TryParse(upper.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= MostCodes ? number : null;
    }

    private static Dictionary<string, int> Number()
    {
        var codes = new Dictionary<string, int>();
        void Row(int first, string names)
        {
            foreach (var name in names.Split(' ')) codes[name] = first++;
        }

        Row(1, "ESC 1 2 3 4 5 6 7 8 9 0 MINUS EQUAL BACKSPACE TAB Q W E R T Y U I O P LEFTBRACE RIGHTBRACE ENTER LEFTCTRL");
        Row(30, "A S D F G H J K L SEMICOLON APOSTROPHE GRAVE LEFTSHIFT BACKSLASH Z X C V B N M COMMA DOT SLASH RIGHTSHIFT KPASTERISK LEFTALT SPACE CAPSLOCK");
        Row(59, "F1 F2 F3 F4 F5 F6 F7 F8 F9 F10 NUMLOCK SCROLLLOCK KP7 KP8 KP9 KPMINUS KP4 KP5 KP6 KPPLUS KP1 KP2 KP3 KP0 KPDOT");
        Row(87, "F11 F12");
        Row(96, "KPENTER RIGHTCTRL KPSLASH");
        Row(102, "HOME UP PAGEUP LEFT RIGHT END DOWN PAGEDOWN INSERT DELETE");
        Row(113, "MUTE VOLUMEDOWN VOLUMEUP POWER");
        Row(163, "NEXTSONG PLAYPAUSE PREVIOUSSONG STOPCD RECORD");
        Row(256, "BTN_0 BTN_1 BTN_2 BTN_3 BTN_4 BTN_5 BTN_6 BTN_7 BTN_8 BTN_9");
        return codes;
    }
}
