using System.Globalization;
using System.Text;

namespace MusicGen.Training;

/// <summary>
/// What pictures are drawn with: a name, and the colour that stands for it on light and on dark paper. The one place of colours; every scale of them
/// is also one of brightness, so that it reads in grey.
/// </summary>
/// <param name="Name">Class in SVG, behind "f-" for filled and "s-" for drawn with a line.</param>
/// <param name="Light">Colour on light paper, 0xRRGGBB.</param>
/// <param name="Dark">Colour on dark paper, 0xRRGGBB.</param>
internal readonly record struct Ink(string Name, int Light, int Dark)
{
    public static readonly Ink Paper = new("paper", 0xFFFFFF, 0x14181D);
    public static readonly Ink Text = new("text", 0x1B1F24, 0xE6E9EC);
    public static readonly Ink Muted = new("muted", 0x56606B, 0xA3ADB7);
    public static readonly Ink Grid = new("grid", 0xE4E8EC, 0x2A3138);
    public static readonly Ink Shade = new("shade", 0xF2F4F6, 0x1B2127);
    public static readonly Ink Axis = new("axis", 0x8A949E, 0x6B7680);
    public static readonly Ink First = new("first", 0x2E74B5, 0x6FB1F0);
    public static readonly Ink Second = new("second", 0xB5480E, 0xF4A660);
    public static readonly Ink Third = new("third", 0x3A7A3A, 0x86CF86);
    public static readonly Ink Fourth = new("fourth", 0x74479E, 0xC6A3EA);

    private static readonly Ink[] _velocities =
    [
        new("v0", 0xA9D6BB, 0x34495F), new("v1", 0x74C2A9, 0x336690), new("v2", 0x46A6A1, 0x2C8490), new("v3", 0x34869A, 0x28A08A),
        new("v4", 0x33658E, 0x43BB78), new("v5", 0x3A457D, 0x7DD258), new("v6", 0x412866, 0xBFE03A), new("v7", 0x350A3C, 0xFDEB5F),
    ];

    /// <summary>Inks of the series of a chart, in their order.</summary>
    public static readonly IReadOnlyList<Ink> Series = [First, Second, Third, Fourth];

    /// <summary>Steps of the velocity scale.</summary>
    public static int VelocitySteps => _velocities.Length;

    /// <summary>Ink of a velocity: the louder, the further from the paper.</summary>
    public static Ink OfVelocity(int velocity) => _velocities[Math.Clamp(velocity * _velocities.Length / 128, 0, _velocities.Length - 1)];

    /// <summary>The style sheet of all inks, following the reader's wish for light or dark; printed always light.</summary>
    public static string StyleSheet { get; } = Sheet();

    private static string Sheet()
    {
        Ink[] all = [Paper, Text, Muted, Grid, Shade, Axis, .. Series, .. _velocities];
        var css = new StringBuilder();
        foreach (var ink in all) Rule(css, ink.Name, ink.Light);
        css.Append("@media screen and (prefers-color-scheme:dark){");
        foreach (var ink in all) Rule(css, ink.Name, ink.Dark);
        return css.Append(".heat{filter:invert(.92) hue-rotate(180deg)}}").ToString();
    }

    private static void Rule(StringBuilder css, string name, int colour) =>
        css.Append(CultureInfo.InvariantCulture, $".f-{name}{{fill:#{colour:x6}}}.s-{name}{{stroke:#{colour:x6}}}");
}
