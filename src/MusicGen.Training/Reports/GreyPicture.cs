namespace MusicGen.Training;

/// <summary>A matrix to be shown as a picture: 0 = paper, 255 = darkest. What similarity matrices become.</summary>
/// <param name="Width">Points in a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Levels">(Height × Width) row by row from the top.</param>
internal sealed record GreyPicture(int Width, int Height, byte[] Levels)
{
    /// <summary>The ramp from paper over blue to near black, as 0xRRGGBB.</summary>
    public static int ColourOf(byte level)
    {
        (double R, double G, double B) paper = (250, 251, 252), middle = (70, 130, 180), dark = (10, 20, 60);
        var t = level / 255.0;
        var (from, to, part) = t < 0.5 ? (paper, middle, t * 2) : (middle, dark, t * 2 - 1);
        return ((int)(from.R + (to.R - from.R) * part) << 16) | ((int)(from.G + (to.G - from.G) * part) << 8) | (int)(from.B + (to.B - from.B) * part);
    }

    /// <summary>The picture as a PNG file.</summary>
    public byte[] ToPng() => PngFile.Encode(Width, Height, [.. Levels.Select(ColourOf)]);
}
