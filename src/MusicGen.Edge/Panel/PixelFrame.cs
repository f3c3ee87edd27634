namespace MusicGen.Edge;

/// <summary>One picture of the display, a bit a pixel, laid out as the display takes it: pages of eight rows, one byte a column, top row lowest bit.</summary>
/// <remarks>Single-threaded. What is drawn outside is cut off.</remarks>
internal sealed class PixelFrame
{
    /// <summary>Rows of a page.</summary>
    public const int PageRows = 8;

    private readonly byte[] _bytes;

    /// <summary>A dark picture.</summary>
    public PixelFrame(int width, int height)
    {
        Width = width;
        Height = height;
        _bytes = new byte[width * (height / PageRows)];
    }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>All of it, page by page.</summary>
    public Span<byte> Bytes => _bytes;

    /// <summary>A pixel; false outside.</summary>
    public bool this[int x, int y] => Contains(x, y) && (_bytes[y / PageRows * Width + x] >> y % PageRows & 1) != 0;

    /// <summary>Darkens all of it.</summary>
    public void Clear() => Array.Clear(_bytes);

    /// <summary>Lights or darkens a pixel.</summary>
    public void Set(int x, int y, bool isLit = true)
    {
        if (!Contains(x, y)) return;
        var bit = (byte)(1 << y % PageRows);
        if (isLit) _bytes[y / PageRows * Width + x] |= bit;
        else _bytes[y / PageRows * Width + x] &= (byte)~bit;
    }

    /// <summary>Lights a filled rectangle.</summary>
    public void Fill(int x, int y, int width, int height, bool isLit = true)
    {
        var right = (int)Math.Min((long)x + width, Width);
        var bottom = (int)Math.Min((long)y + height, Height);
        for (var row = Math.Max(y, 0); row < bottom; row++)
            for (var column = Math.Max(x, 0); column < right; column++) Set(column, row, isLit);
    }

    /// <summary>Lights the outline of a rectangle.</summary>
    public void Outline(int x, int y, int width, int height)
    {
        Fill(x, y, width, 1);
        Fill(x, y + height - 1, width, 1);
        Fill(x, y, 1, height);
        Fill(x + width - 1, y, 1, height);
    }

    /// <summary>Lights every second pixel of a column.</summary>
    public void Dots(int x, int y, int height)
    {
        for (var row = y; row < y + height; row += 2) Set(x, row);
    }

    /// <summary>Makes lit dark and dark lit.</summary>
    public void Invert(int x, int y, int width, int height)
    {
        for (var row = y; row < y + height; row++)
            for (var column = x; column < x + width; column++) Set(column, row, !this[column, row]);
    }

    /// <summary>Writes a line of text.</summary>
    /// <param name="x">Left edge.</param>
    /// <param name="y">Top edge.</param>
    /// <param name="text">What; characters that the font has not are a small square.</param>
    /// <param name="scale">Size of a font's pixel.</param>
    /// <returns>The column after it.</returns>
    public int Text(int x, int y, string text, int scale = 1)
    {
        foreach (var character in text)
        {
            var rows = PixelFont.RowsOf(character);
            var width = PixelFont.WidthOf(character);
            for (var row = 0; row < PixelFont.Rows; row++)
                for (var column = 0; column < width; column++)
                    if ((rows[row] >> PixelFont.MostColumns - 1 - column & 1) != 0) Fill(x + column * scale, y + row * scale, scale, scale);
            x += (width + 1) * scale;
        }

        return x;
    }

    private bool Contains(int x, int y) => x >= 0 && x < Width && y >= 0 && y < Height;
}
