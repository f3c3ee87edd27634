namespace MusicGen.Training;

/// <summary>Draws the loss curve of a run: bits over notes trained on, checkpoints marked.</summary>
internal static class LossPlot
{
    /// <summary>Title and axes.</summary>
    public static (string Title, string X, string Y) NamesOf(RunCurves run) => ("Loss", Across(run), $"bits per {run.Unit}");

    /// <summary>The axis that all curves of a run have in common.</summary>
    public static string Across(RunCurves run) => $"{run.Unit}s trained on, millions";

    /// <summary>The picture as an SVG file.</summary>
    public static string ToSvg(RunCurves run)
    {
        var svg = new SvgDrawing(760, 420);
        CurveChart.Draw(svg, NamesOf(run), run.Loss);
        return svg.ToFile();
    }

    /// <summary>The picture as a PNG file.</summary>
    public static byte[] ToPng(RunCurves run)
    {
        var raster = new RasterDrawing(760, 420);
        CurveChart.Draw(raster, NamesOf(run), run.Loss);
        return raster.ToPng();
    }

    /// <summary>Writes the picture where and as the path's extension says.</summary>
    /// <exception cref="ArgumentException">The extension is neither .svg nor .png.</exception>
    public static void Write(RunCurves run, string path)
    {
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".svg":
                File.WriteAllText(path, ToSvg(run));
                break;
            case ".png":
                File.WriteAllBytes(path, ToPng(run));
                break;
            default:
                throw new ArgumentException($"A picture file ending in .svg or .png expected, found '{path}'.");
        }
    }
}
