namespace MusicGen.Training;

/// <summary>Progress of long work: one line written over in a terminal, plain lines otherwise.</summary>
internal sealed class ProgressLine(TextWriter log)
{
    private int _shown;

    /// <summary>Whether the line is rewritten in place.</summary>
    public bool IsLive { get; } = log == Console.Error && !Console.IsErrorRedirected;

    /// <summary>Shows a new state.</summary>
    public void Show(string text)
    {
        if (!IsLive)
        {
            log.WriteLine(text);
            log.Flush();
            return;
        }

        log.Write('\r' + text.PadRight(_shown));
        _shown = text.Length;
    }

    /// <summary>Leaves the line, so that other output starts on a line of its own.</summary>
    public void End()
    {
        if (_shown > 0) log.WriteLine();
        _shown = 0;
    }
}
