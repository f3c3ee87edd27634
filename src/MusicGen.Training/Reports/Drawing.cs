namespace MusicGen.Training;

/// <summary>
/// The surface that charts and piano rolls are drawn on, to the right and downwards from (0, 0); what they become, SVG or PNG, is the business of those
/// that derive from it.
/// </summary>
internal abstract class Drawing(double width, double height)
{
    public double Width { get; } = width;

    public double Height { get; } = height;

    /// <summary>Fills a rectangle.</summary>
    public abstract void Rectangle(double x, double y, (double Width, double Height) size, Ink ink);

    /// <summary>Draws a line through points; a single point twice is a dot as wide as the line.</summary>
    public abstract void Line(IReadOnlyList<(double X, double Y)> points, Stroke stroke);

    /// <summary>Sets words; <paramref name="y"/> is their base line.</summary>
    public abstract void Text(string text, double x, double y, Lettering lettering);

    /// <summary>Lays a picture over a rectangle, its points as large squares with hard edges.</summary>
    public abstract void Picture(GreyPicture picture, (double X, double Y) at, (double Width, double Height) size);

    public void Line(double x1, double y1, double x2, double y2, Stroke stroke) => Line([(x1, y1), (x2, y2)], stroke);

    /// <summary>Marks a point: 0 = dot, 1 = diamond, 2 = square, 3 = cross; told apart without colour.</summary>
    public void Mark(double x, double y, int shape, Ink ink)
    {
        const double r = 4;
        switch (shape)
        {
            case 0:
                Line([(x, y), (x, y)], new Stroke(ink, 2 * r - 1));
                break;
            case 1:
                Line([(x - r, y), (x, y - r), (x + r, y), (x, y + r), (x - r, y)], new Stroke(ink, 1.6));
                break;
            case 2:
                Line([(x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r), (x - r, y - r)], new Stroke(ink, 1.6));
                break;
            default:
                Line(x - r, y - r, x + r, y + r, new Stroke(ink, 1.6));
                Line(x - r, y + r, x + r, y - r, new Stroke(ink, 1.6));
                break;
        }
    }
}
