using System.Diagnostics;

namespace MusicGen.Edge;

/// <summary>The thread of the display: looks at the box eight times a second, draws, and shows; where the display is missing it is tried again, and the music goes on.</summary>
/// <param name="options">Where it is.</param>
/// <param name="open">Opens it.</param>
/// <param name="look">The box now, with its notes.</param>
/// <param name="faults">Where a missing display is told.</param>
internal sealed class DisplayLoop(DisplayOptions options, Func<DisplayOptions, IPanelDisplay> open, Func<PanelView> look, FaultBoard faults)
{
    /// <summary>Key of its fault.</summary>
    public const string FaultKey = "panel.display";

    private const int Columns = 128;
    private const int PictureMilliseconds = 125;

    private readonly ManualResetEventSlim _stopped = new();
    private readonly PixelFrame _frame = new(Columns, options.Height);
    private readonly RollMemory _memory = new();
    private readonly Retry _retry = new();
    private IPanelDisplay? _display;

    /// <summary>Asks for the end. Any thread.</summary>
    public void Stop() => _stopped.Set();

    /// <summary>Shows until <see cref="Stop"/>, then darkens.</summary>
    public void Run()
    {
        var screen = new PanelScreen(_frame);
        var clock = Stopwatch.StartNew();
        do
        {
            Step(screen, clock.Elapsed.TotalSeconds);
        }
        while (!_stopped.Wait(PictureMilliseconds));

        _display?.Dispose();
    }

    /// <summary>One picture, where there is a display.</summary>
    /// <param name="screen">Draws it.</param>
    /// <param name="seconds">Any monotonic clock.</param>
    public void Step(PanelScreen screen, double seconds)
    {
        var now = (long)(seconds * 1000);
        if (_display is null && now < _retry.At) return;
        try
        {
            _display ??= open(options);
            var view = look();
            screen.Draw(view with { Notes = _memory.Merge(view.Notes, view.NowSeconds) }, seconds);
            _display.Show(_frame);
            _retry.Succeed();
            faults.Clear(FaultKey, $"the {options} is there");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            _display?.Dispose();
            _display = null;
            _retry.Fail(now);
            faults.Raise(FaultKey, e.Message, "The music goes on without the display; it is tried again.");
        }
    }
}
