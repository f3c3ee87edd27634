using System.Diagnostics;

namespace MusicGen.Training;

/// <summary>Time that a run has used: by the wall, or of the processors, which is the same work whatever else the machine does.</summary>
/// <param name="isProcessorTime">Whether the processors' time counts.</param>
internal sealed class RunClock(bool isProcessorTime)
{
    private TimeSpan _used;
    private TimeSpan _since;
    private bool _isRunning;

    public double Seconds => (_used + (_isRunning ? Now - _since : TimeSpan.Zero)).TotalSeconds;

    private TimeSpan Now => isProcessorTime ? Environment.CpuUsage.TotalTime : Stopwatch.GetElapsedTime(0);

    public void Start()
    {
        _since = Now;
        _isRunning = true;
    }

    public void Stop()
    {
        if (_isRunning) _used += Now - _since;
        _isRunning = false;
    }
}
