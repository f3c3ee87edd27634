namespace MusicGen.Edge;

/// <summary>
/// Draws what the box does into a <see cref="PixelFrame"/> of 64 or 32 rows: preset and mode, whose turn it is, a meter, what sounded and what
/// is coming; and a fault with what to do, in turns with the rest. Only draws: the same view and time give the same picture.
/// </summary>
/// <remarks>Single-threaded.</remarks>
internal sealed class PanelScreen(PixelFrame frame)
{
    private const int HeadRows = 9;
    private const int LineRows = 9;
    private const int MeterColumns = 34;
    private const int FloorDecibels = -48;
    private const double PastSeconds = 3;
    private const double ComingSeconds = 1;

    // A fault is there to be read, the music goes on: six seconds for each screenful of its text, then six for the music.
    private const double TurnSeconds = 6;

    private static readonly string[] _modes = ["endless", "answer", "duet", "solo"];

    /// <summary>Draws.</summary>
    /// <param name="view">The box.</param>
    /// <param name="seconds">Any monotonic clock: which turn it is between fault and music.</param>
    public void Draw(PanelView view, double seconds)
    {
        frame.Clear();
        DrawHead(view.State);
        var body = HeadRows + 1;
        if (view.Faults.Count > 0 && DrawFault(view.Faults, seconds, body)) return;
        if (frame.Height >= 64)
        {
            frame.Text(0, body + 1, Say(view.State));
            DrawMeter(view.Level, frame.Width - MeterColumns, body + 1, MeterColumns, 7);
            body += LineRows + 2;
        }
        else
        {
            // A row of it is all there is room for.
            DrawMeter(view.Level, 0, frame.Height - 2, frame.Width, 2);
        }

        DrawRoll(view, body, frame.Height - body - (frame.Height >= 64 ? 0 : 3));
    }

    /// <summary>What the box does, for a visitor.</summary>
    private static string Say(BoxState state) => state.Phase switch
    {
        BoxPhase.Attract => "Press a button",
        BoxPhase.Listening => "Your turn",
        BoxPhase.Answering => "Answering",
        BoxPhase.Playing => "Playing",
        BoxPhase.Ending => "Ending",
        _ => "Quiet hours",
    };

    private void DrawHead(BoxState state)
    {
        var mode = _modes[Math.Clamp((int)state.Mode, 0, _modes.Length - 1)];
        var left = frame.Width - PixelFont.WidthOf(mode);
        frame.Text(0, 0, Cut(state.Preset, left - 4));
        frame.Text(left, 0, mode);
        frame.Fill(0, HeadRows - 1, frame.Width, 1);
    }

    private void DrawMeter(double level, int x, int y, int width, int height)
    {
        var decibels = level <= 0 ? FloorDecibels : Math.Clamp(20 * Math.Log10(level), FloorDecibels, 0);
        var lit = (int)Math.Round(width * (decibels - FloorDecibels) / -FloorDecibels);
        if (height > 2)
        {
            frame.Outline(x, y, width, height);
            frame.Fill(x + 2, y + 2, Math.Min(lit, width - 4), height - 4);
        }
        else
        {
            frame.Fill(x, y, lit, height);
        }
    }

    // Time runs to the left past the dotted line: right of it what is coming, left of it what was.
    private void DrawRoll(PanelView view, int top, int rows)
    {
        var now = (int)(frame.Width * PastSeconds / (PastSeconds + ComingSeconds));
        var columnsASecond = frame.Width / (PastSeconds + ComingSeconds);
        frame.Dots(now, top, rows);
        if (view.Notes.Count == 0) return;
        var lowest = view.Notes.Min(note => note.Pitch);
        var highest = view.Notes.Max(note => note.Pitch);
        var room = Math.Max(1, rows - 2);
        foreach (var note in view.Notes)
        {
            var x = now + (int)Math.Floor((note.OnsetSeconds - view.NowSeconds) * columnsASecond);
            var width = Math.Max(2, (int)Math.Round(note.DurationSeconds * columnsASecond) - 1);
            var y = highest == lowest ? room / 2 : (highest - note.Pitch) * room / (highest - lowest);
            // One that sounds is thicker.
            var sounds = note.OnsetSeconds <= view.NowSeconds && view.NowSeconds < note.OnsetSeconds + note.DurationSeconds;
            frame.Fill(x, top + y, width, sounds ? 2 : 1);
        }
    }

    private bool DrawFault(IReadOnlyList<Fault> faults, double seconds, int top)
    {
        var lines = new List<string>();
        foreach (var fault in faults) lines.AddRange(Wrap($"{FaultNumber.Of(fault)}: {fault.Sentence} {fault.WhatToDo}".Trim()));
        var perTurn = Math.Max(1, (frame.Height - top) / LineRows);
        var screens = (lines.Count + perTurn - 1) / perTurn;
        var turn = (int)(seconds / TurnSeconds % (screens + 1));
        if (turn == screens) return false;
        for (var i = 0; i < perTurn && turn * perTurn + i < lines.Count; i++) frame.Text(0, top + 1 + i * LineRows, lines[turn * perTurn + i]);
        // The head stays, marked, so that nobody takes the text for the preset.
        frame.Invert(0, 0, frame.Width, HeadRows - 1);
        return true;
    }

    private List<string> Wrap(string text)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (PixelFont.WidthOf(longer) <= frame.Width)
            {
                line = longer;
                continue;
            }

            if (line.Length > 0) lines.Add(line);
            line = word;
            while (PixelFont.WidthOf(line) > frame.Width)
            {
                var fitting = line.Length;
                while (fitting > 1 && PixelFont.WidthOf(line[..fitting]) > frame.Width) fitting--;
                lines.Add(line[..fitting]);
                line = line[fitting..];
            }
        }

        if (line.Length > 0) lines.Add(line);
        return lines;
    }

    private static string Cut(string text, int columns)
    {
        while (text.Length > 0 && PixelFont.WidthOf(text) > columns) text = text[..^1];
        return text;
    }
}
