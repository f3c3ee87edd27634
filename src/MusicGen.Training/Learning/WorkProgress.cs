using System.Globalization;

namespace MusicGen.Training;

/// <summary>
/// Progress of work that is counted: how much of how much, how fast, how long still. In a terminal the line is rewritten twice a second, elsewhere a plain
/// one comes now and then.
/// </summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class WorkProgress
{
    private const double LiveSeconds = 0.5, PlainSeconds = 10;

    private readonly ProgressLine _line;
    private readonly TimeLeft _left = new();
    private readonly TimeProvider _clock;
    private readonly long _start, _whole;
    private readonly double _total;
    private double _lastSeconds;

    /// <param name="log">Where to.</param>
    /// <param name="total">Things to do; what is shown as the whole.</param>
    /// <param name="whole">The same in the unit that time goes by, such as bytes; 0 = the things themselves.</param>
    /// <param name="clock">The clock; null = the machine's.</param>
    public WorkProgress(TextWriter log, double total, long whole = 0, TimeProvider? clock = null)
    {
        _line = new ProgressLine(log);
        _total = total;
        _whole = whole;
        _clock = clock ?? TimeProvider.System;
        _start = _clock.GetTimestamp();
        _left.Update(0, 0);
    }

    /// <summary>Tells how far the work is; what is shown of it depends on the time.</summary>
    /// <param name="done">Things done.</param>
    /// <param name="words">What is said, {0} being the things done and {1} their number: "read {0} of {1} files".</param>
    /// <param name="part">Done in the unit that time goes by.</param>
    public void Done(double done, string words, long part = 0)
    {
        lock (_line)
        {
            var seconds = _clock.GetElapsedTime(_start).TotalSeconds;
            var isLast = done >= _total;
            if (!isLast && seconds - _lastSeconds < (_line.IsLive ? LiveSeconds : PlainSeconds)) return;
            _lastSeconds = seconds;
            var share = _whole > 0 ? (double)part / _whole : done / Math.Max(1, _total);
            var left = isLast ? "" : $", {TimeLeft.Text(_left.Update(seconds, share))} left";
            _line.Show(string.Format(CultureInfo.InvariantCulture, words, done, _total) + string.Create(CultureInfo.InvariantCulture, $"  {done / Math.Max(1e-3, seconds):F1}/s  {TimeLeft.Text(seconds)} so far{left}"));
        }
    }

    /// <summary>Leaves the line, for other output.</summary>
    public void Leave()
    {
        lock (_line) _line.End();
    }
}
