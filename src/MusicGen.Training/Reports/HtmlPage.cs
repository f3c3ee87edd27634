using System.Globalization;
using System.Net;
using System.Text;

namespace MusicGen.Training;

/// <summary>A page that needs nothing beside it: what reports are written on. Everything said to it is escaped, except pictures, which are ours.</summary>
internal sealed class HtmlPage(string title)
{
    private readonly StringBuilder _body = new();
    private readonly List<(string Id, string Name)> _sections = [];
    private bool _inGrid;

    /// <summary>Begins a section that the table of contents leads to.</summary>
    public void Section(string name, string lead = "")
    {
        Flow();
        var id = string.Create(CultureInfo.InvariantCulture, $"s{_sections.Count + 1}");
        _sections.Add((id, name));
        _body.Append(CultureInfo.InvariantCulture, $"<h2 id=\"{id}\">{Escape(name)}</h2>\n");
        if (lead.Length > 0) Paragraph(lead);
    }

    public void Heading(string name)
    {
        Flow();
        _body.Append("<h3>").Append(Escape(name)).Append("</h3>\n");
    }

    public void Paragraph(string text)
    {
        Flow();
        _body.Append("<p>").Append(Escape(text)).Append("</p>\n");
    }

    /// <summary>Names and values side by side: counts, hashes.</summary>
    public void Facts(IEnumerable<(string Name, string Value)> facts)
    {
        Flow();
        _body.Append("<dl>");
        foreach (var (name, value) in facts)
            _body.Append(value.Length > 40 ? "<div class=\"long\"><dt>" : "<div><dt>").Append(Escape(name)).Append("</dt><dd>").Append(Escape(value)).Append("</dd></div>");
        _body.Append("</dl>\n");
    }

    /// <summary>A command line, to be copied.</summary>
    public void Command(string line)
    {
        Flow();
        _body.Append("<pre>").Append(Escape(line)).Append("</pre>\n");
    }

    /// <summary>A chart; charts that follow one another stand side by side where there is room.</summary>
    public void Chart(string svg, string caption = "")
    {
        if (!_inGrid) _body.Append("<div class=\"grid\">\n");
        _inGrid = true;
        _body.Append("<figure>").Append(svg);
        if (caption.Length > 0) _body.Append("<figcaption>").Append(Escape(caption)).Append("</figcaption>");
        _body.Append("</figure>\n");
    }

    /// <summary>A picture wider than most screens, in a frame of its own to be moved in.</summary>
    public void WidePicture(string svg)
    {
        Flow();
        _body.Append("<div class=\"wide\" tabindex=\"0\">").Append(svg).Append("</div>\n");
    }

    public void Audio(string source, string label)
    {
        Flow();
        _body.Append(CultureInfo.InvariantCulture, $"<p class=\"audio\"><audio controls preload=\"none\" aria-label=\"{Escape(label)}\" src=\"{Escape(source)}\"></audio></p>\n");
    }

    public void Links(IEnumerable<(string Name, string Target)> links)
    {
        Flow();
        _body.Append("<p class=\"links\">").AppendJoin(" ", links.Select(link => $"<a href=\"{Escape(Uri.EscapeDataString(link.Target))}\">{Escape(link.Name)}</a>")).Append("</p>\n");
    }

    /// <summary>A table; columns of numbers stand to the right.</summary>
    /// <param name="heads">Names of columns.</param>
    /// <param name="rows">Cells, as many as heads.</param>
    /// <param name="summary">Where given, the table is folded away behind these words.</param>
    public void Table(IReadOnlyList<string> heads, IReadOnlyList<IReadOnlyList<string>> rows, string summary = "")
    {
        Flow();
        var isNumber = heads.Select((_, c) => rows.Count > 0 && rows.All(row => IsNumber(row[c]))).ToArray();
        if (summary.Length > 0) _body.Append("<details><summary>").Append(Escape(summary)).Append("</summary>");
        _body.Append("<div class=\"table\" tabindex=\"0\"><table><thead><tr>");
        for (var c = 0; c < heads.Count; c++) Cell("th", heads[c], isNumber[c]);
        _body.Append("</tr></thead><tbody>\n");
        foreach (var row in rows)
        {
            _body.Append("<tr>");
            for (var c = 0; c < row.Count; c++) Cell("td", row[c], isNumber[c]);
            _body.Append("</tr>\n");
        }

        _body.Append("</tbody></table></div>");
        if (summary.Length > 0) _body.Append("</details>");
        _body.Append('\n');
    }

    public override string ToString()
    {
        Flow();
        var contents = _sections.Count < 2 ? "" : "<nav>" + string.Join(" ", _sections.Select(s => $"<a href=\"#{s.Id}\">{Escape(s.Name)}</a>")) + "</nav>\n";
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n"
            + $"<title>{Escape(title)}</title>\n<style>{ReportStyle.Sheet}{Ink.StyleSheet}</style>\n</head>\n<body>\n<main>\n<h1>{Escape(title)}</h1>\n{contents}{_body}</main>\n</body>\n</html>\n";
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);

    private static bool IsNumber(string text) => text.Length == 0 || char.IsAsciiDigit(text[0]) || (text.Length > 1 && text[0] is '-' or '+' && char.IsAsciiDigit(text[1]) && !text.Contains(' ', StringComparison.Ordinal));

    private void Cell(string element, string text, bool isNumber) =>
        _body.Append('<').Append(element).Append(isNumber ? " class=\"n\">" : ">").Append(Escape(text)).Append("</").Append(element).Append('>');

    private void Flow()
    {
        if (_inGrid) _body.Append("</div>\n");
        _inGrid = false;
    }
}
