using System.Globalization;
using System.Net;
using System.Text;

namespace MusicGen.Training;

/// <summary>A drawing that becomes SVG: inside a page, whose style sheet it shares, or as a file that carries its own.</summary>
internal sealed class SvgDrawing(double width, double height) : Drawing(width, height)
{
    private readonly StringBuilder _body = new();
    private string _open = "";

    public override void Rectangle(double x, double y, (double Width, double Height) size, Ink ink)
    {
        if (size.Width <= 0 || size.Height <= 0) return;
        // Rectangles of one ink in a row share one path: a third of the size.
        if (_open != ink.Name)
        {
            Close();
            _body.Append(CultureInfo.InvariantCulture, $"<path class=\"f-{ink.Name}\" d=\"");
            _open = ink.Name;
        }

        _body.Append(CultureInfo.InvariantCulture, $"M{x:0.##} {y:0.##}h{size.Width:0.##}v{size.Height:0.##}h{-size.Width:0.##}z");
    }

    public override void Line(IReadOnlyList<(double X, double Y)> points, Stroke stroke)
    {
        Close();
        _body.Append(CultureInfo.InvariantCulture, $"<polyline class=\"s-{stroke.Ink.Name}\" fill=\"none\" stroke-width=\"{stroke.Width:0.##}\"");
        _body.Append(stroke.Dash > 0
            ? string.Create(CultureInfo.InvariantCulture, $" stroke-dasharray=\"{stroke.Dash:0.##} {stroke.Dash * 0.7:0.##}\"")
            : " stroke-linecap=\"round\" stroke-linejoin=\"round\"");
        _body.Append(" points=\"").AppendJoin(' ', points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.X:0.##},{p.Y:0.##}"))).Append("\"/>\n");
    }

    public override void Text(string text, double x, double y, Lettering lettering)
    {
        Close();
        _body.Append(CultureInfo.InvariantCulture, $"<text class=\"f-{lettering.Ink.Name}\" x=\"{x:0.#}\" y=\"{y:0.#}\" font-size=\"{lettering.Size:0.#}\"");
        if (lettering.Anchor > 0) _body.Append(lettering.Anchor == 1 ? " text-anchor=\"end\"" : " text-anchor=\"middle\"");
        if (lettering.IsBold) _body.Append(" font-weight=\"600\"");
        if (lettering.IsUpwards) _body.Append(CultureInfo.InvariantCulture, $" transform=\"rotate(-90 {x:0.#} {y:0.#})\"");
        _body.Append('>').Append(WebUtility.HtmlEncode(text)).Append("</text>\n");
    }

    public override void Picture(GreyPicture picture, (double X, double Y) at, (double Width, double Height) size)
    {
        Close();
        _body.Append(CultureInfo.InvariantCulture, $"<image class=\"heat\" x=\"{at.X:0.#}\" y=\"{at.Y:0.#}\" width=\"{size.Width:0.#}\" height=\"{size.Height:0.#}\" preserveAspectRatio=\"none\" style=\"image-rendering:pixelated\" href=\"data:image/png;base64,{Convert.ToBase64String(picture.ToPng())}\"/>\n");
    }

    /// <summary>For a page that has <see cref="Ink.StyleSheet"/>.</summary>
    /// <param name="label">What the picture shows, for those who cannot see it.</param>
    /// <param name="hasOwnWidth">Whether it keeps its size, to be scrolled, instead of filling its place.</param>
    public string ToInline(string label, bool hasOwnWidth = false)
    {
        Close();
        var size = hasOwnWidth ? string.Create(CultureInfo.InvariantCulture, $" width=\"{Width:0}\" height=\"{Height:0}\"") : "";
        return string.Create(CultureInfo.InvariantCulture, $"<svg role=\"img\" aria-label=\"{WebUtility.HtmlEncode(label)}\" viewBox=\"0 0 {Width:0.#} {Height:0.#}\"{size}>\n{_body}</svg>\n");
    }

    /// <summary>A file that stands alone.</summary>
    public string ToFile()
    {
        Close();
        return string.Create(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Width:0}\" height=\"{Height:0}\" viewBox=\"0 0 {Width:0.#} {Height:0.#}\" font-family=\"system-ui,sans-serif\">\n<style>{Ink.StyleSheet}</style>\n<rect class=\"f-paper\" width=\"100%\" height=\"100%\"/>\n{_body}</svg>\n");
    }

    private void Close()
    {
        if (_open.Length == 0) return;
        _body.Append("\"/>\n");
        _open = "";
    }
}
