using System.Diagnostics;

namespace MusicGen.Edge;

/// <summary>
/// The audio thread of <c>run</c>: pulls periods out of the player and hands them to the output; where the device is lost,
/// goes on with a silent clock and tries to get it back, waiting longer each time.
/// </summary>
/// <remarks>Audio thread: no allocation, locks, I/O or logging, but while a device is lost or opened, when nothing is heard.</remarks>
internal sealed class AudioLoop
{
    private const double FirstRetrySeconds = 0.5;
    private const double LastRetrySeconds = 10;

    // A period.
    private const float LevelDecay = 0.97f;

    // A device that takes nothing for so long is stuck, whatever it says; counted in turns, too, because a machine that
    // slept for a minute has a device that is not stuck.
    private const double StuckSeconds = 3;
    private const int StuckTurns = 100;

    // About ten seconds.
    private const int RememberedPeriods = 1024;

    private readonly Player _player;
    private readonly AudioFormat _format;
    private readonly Func<IAudioOutput> _reopen;
    private readonly TimeProvider _time;
    private readonly float[] _left, _right;
    private readonly short[] _interleaved;
    private IAudioOutput _output;
    private bool _isOnDevice;
    private long _underrunsBefore, _nextRetry, _takenAt, _periods;
    private int _turnsWithoutRoom;
    private bool _hasTaken = true;
    private double _retrySeconds = FirstRetrySeconds;
    private long _underruns;
    private float _level;
    private int _losses, _returns;
    private volatile bool _isStopped;

    /// <summary>Takes over an output.</summary>
    /// <param name="player">What is played.</param>
    /// <param name="format">Period and rate.</param>
    /// <param name="output">The open device, or a silent clock.</param>
    /// <param name="isOnDevice">Whether it is a device; otherwise opening one is tried from time to time.</param>
    /// <param name="reopen">Opens the device anew; throws where it is not there.</param>
    /// <param name="time">Clock of the waits between two tries.</param>
    public AudioLoop(Player player, AudioFormat format, IAudioOutput output, bool isOnDevice, Func<IAudioOutput> reopen, TimeProvider time)
    {
        _player = player;
        _format = format;
        _output = output;
        _isOnDevice = isOnDevice;
        _reopen = reopen;
        _time = time;
        _left = new float[format.PeriodFrames];
        _right = new float[format.PeriodFrames];
        _interleaved = new short[2 * format.PeriodFrames];
        _takenAt = time.GetTimestamp();
        ScheduleRetry();
    }

    /// <summary>The sound as it is handed over, for whoever listens beside the device.</summary>
    public SoundTap Tap { get; } = new();

    /// <summary>What each of the last periods took to render and hand over. Any thread.</summary>
    public StepTimes PeriodTimes { get; } = new(RememberedPeriods);

    /// <summary>Periods handed over so far, its sign of life. Any thread.</summary>
    public long PeriodCount => Volatile.Read(ref _periods);

    /// <summary>Name of the device that plays, or null while there is none. Any thread.</summary>
    public string? DeviceName => Volatile.Read(ref _isOnDevice) ? Volatile.Read(ref _output).Name : null;

    /// <summary>Level of the sound, 0–1 of full scale: the highest, falling to half in a quarter of a second. Any thread.</summary>
    public double Level => Volatile.Read(ref _level);

    /// <summary>Times the device ran dry. Any thread.</summary>
    public long UnderrunCount => Volatile.Read(ref _underruns);

    /// <summary>Times the device was lost. Any thread.</summary>
    public int LossCount => Volatile.Read(ref _losses);

    /// <summary>Times a device was opened after there was none. Any thread.</summary>
    public int ReturnCount => Volatile.Read(ref _returns);

    /// <summary>What ended it before its time, or null.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Asks for the end. Any thread.</summary>
    public void Stop() => _isStopped = true;

    /// <summary>Plays until <see cref="Stop"/>, then closes the output.</summary>
    public void Run()
    {
        var idle = TimeSpan.FromSeconds(_format.PeriodFrames / (double)_format.SampleRateHz / 4);
        try
        {
            while (!_isStopped)
            {
                if (!Step()) Thread.Sleep(idle);
            }

            _output.Dispose();
        }
        catch (Exception e)
        {
            // Not rethrown here: the main thread ends the program with a sentence and an exit code.
            Failure = e;
        }
    }

    /// <summary>One turn of the loop.</summary>
    /// <returns>Whether a period was handed over; otherwise there is time to wait.</returns>
    public bool Step()
    {
        if (_isOnDevice && (!_output.IsConnected || IsStuck())) Lose();
        else if (!_isOnDevice && _time.GetTimestamp() >= _nextRetry) TryReturn();
        if (!_output.HasRoom())
        {
            _turnsWithoutRoom++;
            return false;
        }

        Taken();
        var start = Stopwatch.GetTimestamp();
        _player.Render(_left, _right);
        var peak = LevelDecay * _level;
        for (var i = 0; i < _left.Length; i++)
        {
            peak = Math.Max(peak, Math.Max(Math.Abs(_left[i]), Math.Abs(_right[i])));
            // The player's limiter keeps both below full scale.
            _interleaved[2 * i] = (short)(_left[i] * short.MaxValue);
            _interleaved[2 * i + 1] = (short)(_right[i] * short.MaxValue);
        }

        Volatile.Write(ref _level, peak);
        _output.Queue(_interleaved);
        Tap.Write(_interleaved);
        PeriodTimes.Add(Stopwatch.GetElapsedTime(start));
        Volatile.Write(ref _underruns, _underrunsBefore + _output.UnderrunCount);
        Volatile.Write(ref _periods, _periods + 1);
        return true;
    }

    private bool IsStuck() =>
        _turnsWithoutRoom >= StuckTurns && _time.GetElapsedTime(_takenAt).TotalSeconds >= StuckSeconds;

    // Once the queue was full and there is room again, the device has consumed: from then on the next loss is a new one.
    private void Taken()
    {
        if (_isOnDevice && _turnsWithoutRoom > 0 && !_hasTaken)
        {
            _hasTaken = true;
            _retrySeconds = FirstRetrySeconds;
        }

        _turnsWithoutRoom = 0;
        _takenAt = _time.GetTimestamp();
    }

    private void Lose()
    {
        _underrunsBefore += _output.UnderrunCount;
        _output.Dispose();
        _output = new SilentClock(_format, _time);
        _isOnDevice = false;
        _turnsWithoutRoom = 0;
        // One that opens but never consumes is tried less and less often, as one that does not open.
        if (!_hasTaken) _retrySeconds = Math.Min(2 * _retrySeconds, LastRetrySeconds);
        ScheduleRetry();
        Interlocked.Increment(ref _losses);
    }

    private void TryReturn()
    {
        try
        {
            var output = _reopen();
            _output.Dispose();
            _output = output;
            _isOnDevice = true;
            _hasTaken = false;
            _turnsWithoutRoom = 0;
            _takenAt = _time.GetTimestamp();
            Interlocked.Increment(ref _returns);
        }
        catch (Exception e) when (e is IOException or DllNotFoundException)
        {
            // Expected while nothing is plugged in; the main thread has said once that the sound is gone.
            _retrySeconds = Math.Min(2 * _retrySeconds, LastRetrySeconds);
            ScheduleRetry();
        }
    }

    private void ScheduleRetry() => _nextRetry = _time.GetTimestamp() + (long)(_retrySeconds * _time.TimestampFrequency);
}
