namespace MusicGen.Core;

/// <summary>
/// Turns notes in ticks into events in frames, a lead time ahead of the audio clock. Stands between composer and note
/// queue; every note-on it sends is followed by its note-off.
/// </summary>
/// <remarks>Single-threaded. No member allocates after construction.</remarks>
public sealed class Scheduler
{
    /// <summary>Events that one note can cause beside the note-offs owed.</summary>
    private const int EventsPerNote = 4;

    private const int MaxOwedReleases = 256;

    private readonly NoteEventQueue _queue;
    private readonly SchedulerOptions _options;
    private readonly PendingReleases _releases = new(MaxOwedReleases);
    private readonly int[] _programs = new int[16];
    private readonly long _maxLateFrames;
    private double _framesPerTick, _anchorFrame;
    private long _anchorTicks, _lastTicks, _earliestFrame, _lastSentEndFrame;
    private int _maxPolyphony = 48;

    /// <summary>Makes a scheduler at tick 0 = frame 0, one tick a millisecond.</summary>
    /// <param name="queue">Where events go; this scheduler is its only writer.</param>
    /// <param name="options">Sample rate and the like.</param>
    /// <exception cref="ArgumentException">An option is out of range, or the queue is too small to hold all note-offs that can be owed.</exception>
    public Scheduler(NoteEventQueue queue, SchedulerOptions options)
    {
        _queue = queue ?? throw new ArgumentNullException(nameof(queue));
        _options = options ?? throw new ArgumentNullException(nameof(options));
        options.Check();
        if (queue.Capacity < 2 * (MaxOwedReleases + EventsPerNote))
            throw new ArgumentException($"A queue for {2 * (MaxOwedReleases + EventsPerNote)} events expected, found one for {queue.Capacity}; make it larger.", nameof(queue));
        Notes = new ScheduledNotes(options.RememberedNotes);
        _maxLateFrames = (long)(options.MaxLateSeconds * options.SampleRate);
        _framesPerTick = options.SampleRate / 1000.0;
        Array.Fill(_programs, -1);
    }

    /// <summary>Frames a second.</summary>
    public int SampleRate => _options.SampleRate;

    /// <summary>The notes decided last, with the frames they sound at.</summary>
    public ScheduledNotes Notes { get; }

    /// <summary>Changes of mind so far; events carry it.</summary>
    public int Generation { get; private set; }

    /// <summary>Up to here all is decided: the onset of the last note, or the end of a rest.</summary>
    public long HorizonFrames { get; private set; }

    /// <summary>Frame at which the last of the notes sent so far ends; the horizon where that is later.</summary>
    public long LastEndFrame => _releases.LastEndFrameOr(Math.Max(HorizonFrames, _lastSentEndFrame));

    /// <summary>Notes sent whose note-offs are still owed.</summary>
    public int OwedReleaseCount => _releases.Count;

    /// <summary>Whether every event, the end of the last note included, has been taken by the player.</summary>
    public bool IsDelivered => _releases.Count == 0 && _queue.Count == 0;

    /// <summary>Notes that were dropped because their pitch or all voices were taken at the same onset.</summary>
    public long DroppedCount { get; private set; }

    /// <summary>Times the music was put off because composing was late.</summary>
    public long StretchCount { get; private set; }

    /// <summary>Frames the music was put off in all.</summary>
    public long StretchedFrames { get; private set; }

    /// <summary>Most notes sounding together, 1–128; one more ends the oldest.</summary>
    /// <value>48.</value>
    public int MaxPolyphony
    {
        get => _maxPolyphony;
        set => _maxPolyphony = Math.Clamp(value, 1, 128);
    }

    /// <summary>Ticks in a second as heard; a change holds from the last note on.</summary>
    /// <value>1000.</value>
    public double TicksPerSecond
    {
        get => _options.SampleRate / _framesPerTick;
        set
        {
            if (!(value > 0) || double.IsInfinity(value)) throw new ArgumentOutOfRangeException(nameof(value), value, "Ticks a second above 0 expected.");
            _anchorFrame = ExactFrameAt(_lastTicks);
            _anchorTicks = _lastTicks;
            _framesPerTick = _options.SampleRate / value;
        }
    }

    /// <summary>Whether the queue has room for whatever one more note may cause.</summary>
    public bool HasRoom => _queue.FreeCount >= _releases.Count + EventsPerNote;

    /// <summary>Says at which frame a tick sounds; what was sent stays.</summary>
    /// <param name="ticks">A tick, not before the last note's.</param>
    /// <param name="frame">Its frame.</param>
    public void Anchor(long ticks, long frame)
    {
        _anchorTicks = _lastTicks = ticks;
        _anchorFrame = frame;
        HorizonFrames = frame;
    }

    /// <summary>The frame at which a tick sounds, as things stand.</summary>
    public long FrameAt(long ticks) => (long)Math.Round(ExactFrameAt(ticks), MidpointRounding.AwayFromZero);

    /// <summary>The first tick that sounds at a frame or after it, as things stand.</summary>
    public long TicksAt(long frame) => _anchorTicks + (long)Math.Ceiling((frame - _anchorFrame) / _framesPerTick);

    /// <summary>Nothing comes before a tick: the horizon moves there.</summary>
    /// <param name="ticks">End of a rest.</param>
    public void RestUntil(long ticks)
    {
        HorizonFrames = Math.Max(HorizonFrames, FrameAt(ticks));
    }

    /// <summary>Sends a note: its note-on now, its note-off when that is due.</summary>
    /// <param name="note">A note, not before the one sent last.</param>
    /// <param name="noteIndex">Its index in the composer.</param>
    /// <param name="playedFrames">The audio clock.</param>
    /// <param name="limitFrame">The music ends here: no note begins at or after it or sounds beyond it.</param>
    /// <returns>False where the limit or a full queue (<see cref="HasRoom"/>) forbids; nothing is sent then.</returns>
    public bool Schedule(in Note note, long noteIndex, long playedFrames, long limitFrame = long.MaxValue)
    {
        if (!HasRoom) return false;
        var onset = OnsetOf(note, playedFrames);
        if (onset >= limitFrame) return false;
        HorizonFrames = Math.Max(HorizonFrames, onset);
        _lastTicks = Math.Max(_lastTicks, note.OnsetTicks);
        AdvanceTo(onset);
        if (!MakeRoomFor(note, onset))
        {
            DroppedCount++;
            return true;
        }

        var duration = (long)Math.Round(note.DurationTicks * _framesPerTick, MidpointRounding.AwayFromZero);
        var end = Math.Min(onset + Math.Max(1, duration), limitFrame);
        if (_programs[note.Channel & 15] != note.Program && !note.IsDrum)
        {
            _programs[note.Channel & 15] = note.Program;
            Send(Event(onset, NoteEventKind.ProgramChange) with { Channel = note.Channel, Data1 = note.Program });
        }

        Send(Event(onset, NoteEventKind.NoteOn) with { Channel = note.Channel, Data1 = note.Pitch, Data2 = note.Velocity });
        var serial = Notes.Add(new ScheduledNote(note, onset, end, noteIndex));
        _releases.TryAdd(new PendingRelease(end, onset, serial, note.Channel, note.Pitch, Generation));
        return true;
    }

    /// <summary>Sends the note-offs due up to a frame; no note sent later may begin before it.</summary>
    /// <param name="frame">A frame, at most the horizon unless nothing follows.</param>
    public void AdvanceTo(long frame)
    {
        while (_releases.Count > 0 && _releases.Soonest.EndFrame <= frame && _queue.FreeCount > 0)
        {
            Release(_releases.Soonest, _releases.Soonest.EndFrame);
            _releases.RemoveSoonest();
        }
    }

    /// <summary>
    /// A change of mind: notes from a frame on are taken back, those before it and their ends stay. The next note comes no
    /// earlier than the frame.
    /// </summary>
    /// <param name="fromFrame">First frame of what is taken back; a little ahead of the audio clock.</param>
    /// <returns>False where the queue is full; nothing has changed then.</returns>
    public bool Cut(long fromFrame)
    {
        if (_queue.FreeCount < 1) return false;
        Generation++;
        Send(Event(fromFrame, NoteEventKind.DropBefore));
        _releases.RemoveFrom(fromFrame);
        ScheduledNote? taken = null;
        while (Notes.Count > 0 && Notes[Notes.Count - 1].OnsetFrame >= fromFrame)
        {
            taken = Notes[Notes.Count - 1];
            Notes.RemoveLast();
        }

        // Program changes may be among what the player drops.
        Array.Fill(_programs, -1);
        _earliestFrame = fromFrame;
        if (taken is { } first)
        {
            var last = Notes.Count > 0 ? Notes[Notes.Count - 1] : first;
            Anchor(last.Note.OnsetTicks, last.OnsetFrame);
        }
        else
        {
            HorizonFrames = Math.Min(HorizonFrames, fromFrame);
        }

        return true;
    }

    /// <summary>Ends every note of this scheduler at once, sounding or not.</summary>
    /// <param name="frame">The audio clock: notes decided from here on are forgotten, those sounding end here.</param>
    /// <returns>False where the queue is full; nothing has changed then.</returns>
    public bool ReleaseAll(long frame)
    {
        if (_queue.FreeCount < 2 || !Cut(frame)) return false;
        Send(Event(frame, NoteEventKind.ReleaseOwner));
        while (_releases.Count > 0)
        {
            Notes.SetEnd(_releases.Soonest.Serial, Math.Min(frame, _releases.Soonest.EndFrame));
            _releases.RemoveSoonest();
        }

        return true;
    }

    private double ExactFrameAt(long ticks) => _anchorFrame + (ticks - _anchorTicks) * _framesPerTick;

    private long OnsetOf(in Note note, long playedFrames)
    {
        var onset = FrameAt(note.OnsetTicks);
        if (onset < _earliestFrame)
        {
            _anchorFrame += _earliestFrame - onset;
            onset = _earliestFrame;
        }

        if (onset >= playedFrames) return onset;
        // A little late: played at once, the beat stays. Very late: the beat moves, or many notes would come in a burst.
        if (playedFrames - onset > _maxLateFrames)
        {
            StretchCount++;
            StretchedFrames += playedFrames - onset;
            _anchorFrame += playedFrames - onset;
        }

        return playedFrames;
    }

    // A re-strike ends the earlier note of its pitch, a note too many the oldest one.
    private bool MakeRoomFor(in Note note, long onset)
    {
        var same = _releases.IndexOf(note.Channel, note.Pitch);
        if (same >= 0 && !TryEndEarly(same, onset)) return false;
        while (_releases.Count >= _maxPolyphony)
            if (!TryEndEarly(_releases.IndexOfOldest(), onset)) return false;
        return true;
    }

    private bool TryEndEarly(int index, long frame)
    {
        if (_releases[index].OnsetFrame >= frame) return false;
        Release(_releases[index], frame);
        _releases.RemoveAt(index);
        return true;
    }

    private void Release(in PendingRelease release, long frame)
    {
        // With the generation of its note-on, which may be before the last change of mind.
        Send(Event(frame, NoteEventKind.NoteOff) with { Channel = release.Channel, Data1 = release.Pitch, Generation = release.Generation });
        _lastSentEndFrame = Math.Max(_lastSentEndFrame, frame);
        if (frame != release.EndFrame) Notes.SetEnd(release.Serial, frame);
    }

    private NoteEvent Event(long frame, NoteEventKind kind) => new(frame, kind, 0, 0, 0, _options.OwnerId, Generation);

    // There is room: every caller has looked.
    private void Send(in NoteEvent noteEvent) => _queue.TryEnqueue(noteEvent);
}
