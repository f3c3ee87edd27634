using System.Collections.Concurrent;

namespace MusicGen.Edge;

/// <summary>
/// Records what is played, always: hears it from the <see cref="PlayedLoop"/>, cuts it into takes and has a thread of its own write
/// them into the <see cref="RecordingLibrary"/>. A disk that is full or cannot be written is told of once; the music knows nothing of it.
/// </summary>
/// <remarks><see cref="Hear"/> and <see cref="Turn"/>: the played thread. <see cref="Keep"/>: any thread.</remarks>
internal sealed class Recorder : IPlayedListener, IDisposable
{
    // More are waiting only while the disk hangs.
    private const int MostWaiting = 8;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    private readonly RecordingLibrary _library;
    private readonly TakeCutter _cutter;
    private readonly int _sampleRate;
    private readonly long _keepFrames;
    private readonly Action<string> _say;
    private readonly BlockingCollection<Work> _work = new(MostWaiting);
    private readonly List<(long Number, long EndFrame)> _recent = [];
    private readonly Thread _thread;
    private volatile bool _isKeepAsked;
    private volatile bool _isFailing;
    private long _written;

    /// <summary>Begins to record.</summary>
    /// <param name="library">Where to.</param>
    /// <param name="options">How long a take may be, how much is kept.</param>
    /// <param name="sampleRate">Frames a second.</param>
    /// <param name="preset">Name of the preset that plays now.</param>
    /// <param name="time">The box's clock.</param>
    /// <param name="say">Told in a sentence when recording fails, and when it works again.</param>
    public Recorder(RecordingLibrary library, RecordingOptions options, int sampleRate, Func<string> preset, TimeProvider time, Action<string> say)
    {
        _library = library;
        _cutter = new TakeCutter(sampleRate, options.Minutes, preset, time);
        _sampleRate = sampleRate;
        _keepFrames = options.KeepMinutes * 60L * sampleRate;
        _say = say;
        _thread = new Thread(Write) { Name = "recordings", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Recordings written so far. Any thread.</summary>
    public long WrittenCount => Volatile.Read(ref _written);

    /// <summary>The last minutes are to be kept, what is being played now included. Any thread.</summary>
    public void Keep() => _isKeepAsked = true;

    /// <inheritdoc/>
    public void Hear(in NoteEvent played) => _cutter.Hear(played);

    /// <inheritdoc/>
    public void Turn(long frame)
    {
        if (_isKeepAsked)
        {
            _isKeepAsked = false;
            // What is under way is written as far as it has come; its end takes its place later.
            Hand(new Work(_cutter.Current, [.. _cutter.Current?.Events ?? []], frame, IsKept: true));
        }

        if (_cutter.TakeFinished(frame) is { } take) Hand(new Work(take, take.Events, frame, IsKept: false));
    }

    /// <summary>Writes what is under way, and ends.</summary>
    public void Dispose()
    {
        if (_cutter.TakeFinished(0, isEnd: true) is { } take) Hand(new Work(take, take.Events, take.LastFrame, IsKept: false));
        _work.CompleteAdding();
        // A disk that hangs must not keep the box from ending.
        _thread.Join(_patience);
    }

    private void Hand(Work work)
    {
        if (!_work.TryAdd(work)) Fail("the disk does not keep up");
    }

    private void Write()
    {
        foreach (var work in _work.GetConsumingEnumerable())
        {
            try
            {
                if (work.Take is not null) Write(work, work.Take);
                if (work.IsKept) KeepRecent(work.Frame);
                if (_isFailing) _say("recording works again");
                _isFailing = false;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Fail(e.Message);
            }
        }
    }

    private void Write(Work work, Take take)
    {
        if (take.Number == 0) take.Number = _library.NextNumber();
        var seconds = (int)Math.Ceiling((take.LastFrame - take.StartFrame) / (double)_sampleRate);
        var recording = new Recording(
            take.Number, take.Started, Recording.PresetInName(take.Preset), seconds, work.Events.Count(played => played.Kind == NoteEventKind.NoteOn), work.IsKept, 0);
        using var contents = new MemoryStream();
        PlayedMidiWriter.Write($"{take.Preset}, {take.Started.UtcDateTime:yyyy-MM-dd HH:mm} UTC", work.Events, _sampleRate, take.StartFrame, contents);
        _library.Add(recording, contents.GetBuffer().AsSpan(0, (int)contents.Length));
        _recent.RemoveAll(recent => recent.Number == take.Number || recent.EndFrame < work.Frame - _keepFrames);
        _recent.Add((take.Number, work.Frame));
        Volatile.Write(ref _written, _written + 1);
    }

    private void KeepRecent(long frame)
    {
        foreach (var (number, endFrame) in _recent)
            if (endFrame >= frame - _keepFrames) _library.Keep(number);
    }

    private void Fail(string why)
    {
        if (!_isFailing) _say($"what is played is not recorded for now, the music goes on: {why}");
        _isFailing = true;
    }

    /// <summary>Something for the writing thread to do.</summary>
    private readonly record struct Work(Take? Take, IReadOnlyList<NoteEvent> Events, long Frame, bool IsKept);
}
