namespace MusicGen.Training;

/// <summary>Progress of long work: one line, or a panel with a line under it, written over in a terminal; plain lines otherwise.</summary>
internal sealed class ProgressLine(TextWriter log, bool? isLive = null)
{
    private int _shown, _panelLines;

    /// <summary>Whether the line is rewritten in place.</summary>
    public bool IsLive { get; } = isLive ?? (log == Console.Error && !Console.IsErrorRedirected);

    /// <summary>Shows a new state.</summary>
    public void Show(string text)
    {
        if (!IsLive)
        {
            log.WriteLine(text);
            log.Flush();
            return;
        }

        // A line longer than the terminal would wrap, and the next one would not cover it.
        var width = Width();
        if (width > 0 && text.Length >= width) text = text[..(width - 1)];
        log.Write('\r' + text.PadRight(_shown));
        log.Flush();
        _shown = text.Length;
    }

    /// <summary>Shows a panel above the line; in a terminal it takes the place of the one before.</summary>
    public void Show(IReadOnlyList<string> panel, string text)
    {
        if (!IsLive)
        {
            foreach (var line in panel) log.WriteLine(line);
            Show(text);
            return;
        }

        log.Write('\r');
        if (_panelLines > 0) log.Write($"\u001b[{_panelLines}A");
        foreach (var line in panel) log.Write(line + "\u001b[K\n");
        log.Write("\u001b[K");
        _panelLines = panel.Count;
        _shown = 0;
        Show(text);
    }

    /// <summary>Leaves the line, so that other output starts on a line of its own.</summary>
    public void End()
    {
        if (_shown > 0) log.WriteLine();
        _shown = 0;
        _panelLines = 0;
    }

    private static int Width()
    {
        try
        {
            return Console.WindowWidth;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
