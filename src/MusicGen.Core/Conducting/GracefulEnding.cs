namespace MusicGen.Core;

/// <summary>
/// Brings music to an end about when it is wanted: where the model ends a piece by itself, that; else a cadence by
/// constraint, the notes of the key's own chord until one lies well; else just no further note. Part of <see cref="Performance"/>.
/// </summary>
/// <remarks>Single-threaded: the thread that composes.</remarks>
internal sealed class GracefulEnding
{
    private const double WelcomeSeconds = 3;
    private const double CadenceSeconds = 1.2;
    private const double OvertimeSeconds = 2.5;
    private const double FinalNoteSeconds = 1.5;
    private const int NotesForKey = 48;

    private readonly Composer _composer;
    private readonly Scheduler _scheduler;
    private readonly List<Note> _recent = [];
    private Steering? _before;
    private long _welcomeFrame, _cadenceFrame, _endFrame, _lastFrame, _finalTicks;
    private int _tonic, _cadenceNotes;

    public GracefulEnding(Composer composer, Scheduler scheduler)
    {
        _composer = composer;
        _scheduler = scheduler;
    }

    /// <summary>Whether an end is wanted.</summary>
    public bool IsPlanned { get; private set; }

    /// <summary>Wants an end.</summary>
    /// <param name="now">The audio clock.</param>
    /// <param name="frame">About when.</param>
    public void Plan(long now, long frame)
    {
        Forget();
        IsPlanned = true;
        _endFrame = frame;
        _welcomeFrame = Math.Max(now + (frame - now) / 2, frame - FramesOf(WelcomeSeconds));
        _cadenceFrame = frame - FramesOf(CadenceSeconds);
        _lastFrame = frame + FramesOf(OvertimeSeconds);
        _finalTicks = -1;
        _cadenceNotes = 0;
        _composer.MayEnd = false;
    }

    /// <summary>Wants none any more.</summary>
    public void Forget()
    {
        IsPlanned = false;
        _composer.MayEnd = null;
        if (_before is not null) _composer.Steering = _before;
        _before = null;
    }

    /// <summary>Steering has changed: a cadence that has begun goes on within the new rules.</summary>
    public void Restart()
    {
        _before = null;
        _finalTicks = -1;
    }

    /// <summary>Before a note: prepares what comes.</summary>
    /// <param name="heard">What was played by hand, for its key.</param>
    public void Approach(HeardPhrase heard)
    {
        if (!IsPlanned) return;
        var frame = _scheduler.HorizonFrames;
        _composer.MayEnd = frame >= _welcomeFrame;
        if (frame < _cadenceFrame || _before is not null) return;
        _before = _composer.Steering;
        _composer.Steering = _before with { PitchClasses = ChordOf(_before, heard) };
    }

    /// <summary>After a note was composed: whether it is still part of the music.</summary>
    /// <param name="note">The note; one of the last chord is made to ring.</param>
    public bool Takes(ref Note note)
    {
        if (!IsPlanned) return true;
        var frame = _scheduler.FrameAt(note.OnsetTicks);
        if (frame > _lastFrame || (_finalTicks >= 0 && note.OnsetTicks > _finalTicks)) return false;
        if (_before is null) return true;
        _cadenceNotes++;
        if (_finalTicks < 0 && (frame >= _endFrame || (_cadenceNotes > 2 && note.Pitch % 12 == _tonic && frame >= _cadenceFrame + FramesOf(CadenceSeconds / 3))))
            _finalTicks = note.OnsetTicks;
        if (_finalTicks < 0) return true;
        var ring = Math.Min(FinalNoteSeconds, _before.MaxNoteSeconds) * _scheduler.TicksPerSecond;
        note = note with { DurationTicks = Math.Max(note.DurationTicks, (long)ring) };
        return true;
    }

    private int ChordOf(Steering steering, HeardPhrase heard)
    {
        _recent.Clear();
        heard.CopyLast(NotesForKey / 2, _recent);
        var notes = _scheduler.Notes;
        for (var i = Math.Max(0, notes.Count - NotesForKey); i < notes.Count; i++) _recent.Add(notes[i].Note);
        var key = KeyFinder.Find(_recent);
        _tonic = (key.Fifths * 7 + (key.IsMinor ? 9 : 0) + 84) % 12;
        var chord = 0;
        foreach (var step in key.IsMinor ? (ReadOnlySpan<int>)[0, 3, 7] : [0, 4, 7]) chord |= 1 << (_tonic + step) % 12;
        chord &= steering.PitchClasses;
        for (var pitch = steering.LowestPitch; pitch <= steering.HighestPitch; pitch++)
            if ((chord >> (pitch % 12) & 1) != 0) return chord;
        return steering.PitchClasses;
    }

    private long FramesOf(double seconds) => (long)(seconds * _scheduler.SampleRate);
}
