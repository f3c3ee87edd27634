namespace MusicGen.Core;

/// <summary>
/// One performance from first note to last: composes ahead of the player's clock, goes from piece to piece, changes its
/// mind when steering changes, and ends. <c>render</c> and live playing are this same path; only the caller differs:
/// <c>while (!performance.IsDone) { performance.ComposeAhead(); player.Render(left, right); }</c>, or the two calls on two threads.
/// </summary>
/// <remarks>
/// A player at a keyboard joins by <see cref="Listen"/>, <see cref="KeyDown"/> and <see cref="KeyUp"/>, and is answered by <see cref="Answer"/>.
/// Single-threaded: the thread that composes. Other threads may call <see cref="Steer"/> and <see cref="Stop"/> and read
/// <see cref="IsDone"/>.
/// </remarks>
public sealed class Performance
{
    private const double LongestAnswerWaitSeconds = 0.5;

    private readonly Composer _composer;
    private readonly Scheduler _scheduler;
    private readonly Player _player;
    private readonly PerformanceOptions _options;
    private readonly Note[] _seed;
    private readonly long _leadFrames, _breathFrames, _marginFrames;
    private readonly double _startBpm;
    private readonly HeardPhrase _heard;
    private readonly GracefulEnding _ending;
    private long _limitFrame = long.MaxValue;
    private long _seedStartTicks;
    private int _seedPosition = int.MaxValue;
    private bool _isBegun, _isComposed, _isHushOwed, _isAnswerDue, _isFirstDue;
    private volatile bool _isStopAsked, _isDone;
    private volatile Request? _request;

    /// <summary>Makes a performance that begins at the player's clock as it stands at the first <see cref="ComposeAhead"/>.</summary>
    /// <param name="composer">Composes; from now on this performance's own.</param>
    /// <param name="scheduler">Sends; may have served an earlier performance on the same player.</param>
    /// <param name="player">Plays what the scheduler sends.</param>
    /// <param name="options">Lead, pieces, seed, end.</param>
    /// <exception cref="ArgumentException">An option is out of range, or scheduler and player differ in sample rate.</exception>
    public Performance(Composer composer, Scheduler scheduler, Player player, PerformanceOptions options)
    {
        _composer = composer ?? throw new ArgumentNullException(nameof(composer));
        _scheduler = scheduler ?? throw new ArgumentNullException(nameof(scheduler));
        _player = player ?? throw new ArgumentNullException(nameof(player));
        _options = options ?? throw new ArgumentNullException(nameof(options));
        options.Check();
        if (scheduler.SampleRate != player.SampleRate)
            throw new ArgumentException($"One sample rate expected of scheduler and player, found {scheduler.SampleRate} and {player.SampleRate} Hz; make both with the same.", nameof(scheduler));
        _seed = [.. options.Seed];
        _leadFrames = FramesOf(options.LeadTimeSeconds);
        _breathFrames = FramesOf(options.BreathSeconds);
        _marginFrames = FramesOf(options.ChangeMarginSeconds);
        _startBpm = composer.TicksPerSecond * 60 / MusicalTime.Ppqn;
        _heard = new HeardPhrase(composer, scheduler, options.KeyboardProgram);
        _ending = new GracefulEnding(composer, scheduler);
    }

    /// <summary>Who composes.</summary>
    internal Composer Composer => _composer;

    /// <summary>Whether the last note has ended. Any thread.</summary>
    public bool IsDone => _isDone;

    /// <summary>Whether nothing more will be composed.</summary>
    public bool IsComposed => _isComposed;

    /// <summary>Whether keys are listened to and nothing is composed.</summary>
    public bool IsListening { get; private set; }

    /// <summary>Keys of the phrase that is listened to.</summary>
    public int HeardCount => _heard.Count;

    /// <summary>Frame at which the performance began.</summary>
    public long StartFrame { get; private set; }

    /// <summary>Pieces begun.</summary>
    public int PieceCount { get; private set; }

    /// <summary>Notes decided so far, with the frames they sound at; an earlier performance's on the same scheduler come first.</summary>
    public ScheduledNotes Notes => _scheduler.Notes;

    /// <summary>Asks for other steering, and other sampling where given: decided notes that do not sound yet are composed anew. Any thread.</summary>
    /// <param name="steering">Wishes and rules.</param>
    /// <param name="sampling">How fields are drawn; null = as before.</param>
    /// <exception cref="ArgumentException">A value is out of range or nothing is left to play.</exception>
    public void Steer(Steering steering, SamplingOptions? sampling = null)
    {
        ArgumentNullException.ThrowIfNull(steering);
        steering.Check();
        if (sampling is not null && sampling.Vocabulary.Hash != _composer.Vocabulary.Hash)
            throw new ArgumentException("Sampling settings of this model's vocabulary expected, found another's; make them from its manifest.", nameof(sampling));
        Request? before;
        do before = _request;
        while (Interlocked.CompareExchange(ref _request, new Request(steering, sampling ?? before?.Sampling), before) != before);
    }

    /// <summary>Asks for the end: notes that sound ring out, no others come. Any thread.</summary>
    public void Stop() => _isStopAsked = true;

    /// <summary>
    /// The player's turn: what sounds is released, what was decided and has not been heard is forgotten, and the composer
    /// stands where the listener does.
    /// </summary>
    public void Listen()
    {
        var now = _player.RenderedFrames;
        if (!_isBegun && !TryBegin(now)) return;
        _ending.Forget();
        _isFirstDue = false;
        Forget(from: now);
        _isHushOwed = !_scheduler.ReleaseAll(now);
        _seedPosition = int.MaxValue;
        _heard.Begin();
        IsListening = true;
        _isComposed = _isDone = false;
    }

    /// <summary>A key went down: fed to the composer at once. While the composer plays, what it decided is composed anew with the key in mind.</summary>
    /// <param name="pitch">MIDI note number 0–127.</param>
    /// <param name="velocity">1–127.</param>
    /// <param name="frame">When, in frames of the player's clock.</param>
    public void KeyDown(int pitch, int velocity, long frame)
    {
        if (!_isBegun) return;
        if (!IsListening && TakeBack(_player.RenderedFrames)) _heard.Begin();
        _heard.Press(pitch, velocity, frame);
    }

    /// <summary>A key came up.</summary>
    /// <param name="pitch">MIDI note number 0–127.</param>
    /// <param name="frame">When, in frames of the player's clock.</param>
    public void KeyUp(int pitch, long frame)
    {
        // Once the composer has gone on from it a key's length is what was guessed.
        if (IsListening) _heard.Raise(pitch, frame);
    }

    /// <summary>The composer's turn, from now on.</summary>
    /// <param name="seconds">About how long; 0 = without end.</param>
    public void Answer(double seconds)
    {
        var now = _player.RenderedFrames;
        if (!_isBegun && !TryBegin(now)) return;
        IsListening = false;
        _isAnswerDue = true;
        _isComposed = _isDone = false;
        PieceCount++;
        if (seconds > 0) _ending.Plan(now, now + FramesOf(seconds));
    }

    /// <summary>An end that lies well, about then.</summary>
    /// <param name="seconds">From now.</param>
    public void EndIn(double seconds)
    {
        var now = _player.RenderedFrames;
        _ending.Plan(now, now + FramesOf(seconds));
    }

    /// <summary>Has a composer that plays nothing now compose the opening of a performance that may come.</summary>
    /// <param name="composer">The composer, with the steering and sampling of that performance.</param>
    /// <param name="options">That performance's.</param>
    /// <param name="notes">How many notes.</param>
    internal static void Prepare(Composer composer, PerformanceOptions options, int notes)
    {
        Note[] seed = [.. options.Seed];
        composer.MayEnd = null;
        composer.PrepareOpening(SeedStartOf(0, seed, options), seed, notes);
    }

    /// <summary>Composes until the lead time beyond the audio clock is full. Call it again and again, at least every 0.1 s.</summary>
    /// <returns>Whether anything was composed or changed.</returns>
    public bool ComposeAhead()
    {
        if (_isDone) return false;
        var now = _player.RenderedFrames;
        if (!_isBegun && !TryBegin(now)) return false;
        var changed = ObeySteering(now) | ObeyStop(now);
        if (_isHushOwed) _isHushOwed = !_scheduler.ReleaseAll(now);
        if (IsListening) return changed;
        if (_isAnswerDue) BeginAnswer(now);
        var target = now + _leadFrames;
        while (!_isComposed && _scheduler.HorizonFrames < target && _scheduler.HasRoom)
        {
            ComposeNext(now);
            changed = true;
        }

        _scheduler.AdvanceTo(_isComposed ? target : Math.Min(target, _scheduler.HorizonFrames));
        // The last block of sound is heard one block late, behind the limiter. Where this thread was held up, the clock may be
        // past the end of a note whose release has only just been handed on.
        if (_isComposed && _scheduler.IsDelivered && _player.PlayedFrames >= _scheduler.LastEndFrame + Player.BlockFrames) _isDone = true;
        return changed;
    }

    /// <summary>
    /// What was decided in this performance as a piece, at the times at which it sounds: performed music in milliseconds,
    /// metric music in ticks of the tempo it began with.
    /// </summary>
    /// <param name="name">Title.</param>
    public Piece ToPiece(string name)
    {
        var isPerformed = _composer.Codec.Vocabulary.TimeBase == TimeBase.Performed;
        var ticksPerFrame = (isPerformed ? 1000.0 : _startBpm / 60 * MusicalTime.Ppqn) / _scheduler.SampleRate;
        long TicksOf(long frame) => (long)Math.Round((frame - StartFrame) * ticksPerFrame, MidpointRounding.AwayFromZero);
        var notes = new List<Note>(Notes.Count);
        var lastOfKey = new Dictionary<int, int>();
        for (var i = 0; i < Notes.Count; i++)
        {
            var scheduled = Notes[i];
            if (scheduled.OnsetFrame < StartFrame) continue;
            var onset = TicksOf(scheduled.OnsetFrame);
            var key = scheduled.Note.Channel << 7 | scheduled.Note.Pitch;
            // After a change of mind a pitch may be struck again before its decided end: the player ends it there.
            if (lastOfKey.TryGetValue(key, out var last) && notes[last].EndTicks > onset)
                notes[last] = notes[last] with { DurationTicks = Math.Max(1, onset - notes[last].OnsetTicks) };
            lastOfKey[key] = notes.Count;
            notes.Add(scheduled.Note with { OnsetTicks = onset, DurationTicks = Math.Max(1, TicksOf(scheduled.EndFrame) - onset) });
        }

        return new Piece(name, notes, isPerformed ? PieceTempo.Performed : PieceTempo.Constant(Math.Clamp(_startBpm, 4, 1000)), [_composer.Metre]);
    }

    private bool TryBegin(long now)
    {
        // What an earlier performance on this scheduler still had to say is not to be heard.
        if (!_scheduler.Cut(now)) return false;
        // An earlier performance of this composer may have wanted an end.
        _composer.MayEnd = null;
        _scheduler.MaxPolyphony = _composer.Steering.MaxPolyphony;
        StartFrame = now;
        if (_options.DurationSeconds > 0) _limitFrame = now + FramesOf(_options.DurationSeconds);
        _scheduler.Anchor(0, now);
        _scheduler.TicksPerSecond = _composer.TicksPerSecond;
        BeginPiece(0);
        return _isBegun = _isFirstDue = true;
    }

    private void BeginPiece(long onsetTicks)
    {
        Note[] seed = PieceCount == 0 || _options.IsSeedRepeated ? _seed : [];
        PieceCount++;
        _seedPosition = seed.Length > 0 && _options.IsSeedHeard ? 0 : int.MaxValue;
        _seedStartTicks = SeedStartOf(onsetTicks, seed, _options);
        if (_composer.TryBeginOpening(_seedStartTicks, seed)) return;
        _composer.Reset(_seedStartTicks);
        if (seed.Length > 0) _composer.Prime(seed);
    }

    // A seed that is not heard lies before the piece's first tick, so that the music begins at once.
    private static long SeedStartOf(long onsetTicks, ReadOnlySpan<Note> seed, PerformanceOptions options) =>
        seed.Length == 0 || options.IsSeedHeard ? onsetTicks : onsetTicks - seed[^1].OnsetTicks;

    private void ComposeNext(long now)
    {
        if (_seedPosition < _seed.Length)
        {
            var note = _composer.Voice(_seed[_seedPosition]);
            note = note with { OnsetTicks = _seedStartTicks + note.OnsetTicks };
            Hasten(note, now);
            if (_scheduler.Schedule(note, ~_seedPosition, now, _limitFrame)) _seedPosition++;
            else _isComposed = true;
        }
        else if (TryCompose(out var note))
        {
            Hasten(note, now);
            if (!_scheduler.Schedule(note, _composer.NextIndex - 1, now, _limitFrame)) _isComposed = true;
        }
        else if (_options.IsEndless && !_ending.IsPlanned)
        {
            // A model that ends every piece at once must not keep this loop turning without time going on.
            var rest = Math.Max(_breathFrames, _composer.PieceNoteCount > 0 ? 0 : _scheduler.SampleRate);
            var cell = _composer.Codec.CellTicks;
            var onset = (_scheduler.TicksAt(_scheduler.LastEndFrame + rest) + cell - 1) / cell * cell;
            _scheduler.RestUntil(onset);
            BeginPiece(onset);
        }
        else
        {
            _isComposed = true;
        }
    }

    // Silence that a model begins with is no answer to who has pressed a button.
    private void Hasten(in Note note, long now)
    {
        if (!_isFirstDue) return;
        _isFirstDue = false;
        var latest = now + FramesOf(_options.LongestOpeningSeconds);
        if (_scheduler.FrameAt(note.OnsetTicks) > latest) _scheduler.Anchor(note.OnsetTicks, latest);
    }

    private bool TryCompose(out Note note)
    {
        _ending.Approach(_heard);
        if (!_composer.TryNext(out note)) return false;
        if (_ending.Takes(ref note)) return true;
        // Beyond the end: as if it had not been composed.
        _composer.Rewind(1);
        return false;
    }

    // The first note of an answer comes in its own time after the last key; but nobody waits long for it.
    private void BeginAnswer(long now)
    {
        if (!_scheduler.Cut(now)) return;
        _isAnswerDue = false;
        var latest = now + FramesOf(LongestAnswerWaitSeconds);
        if (!TryCompose(out var note)) return;
        if (_scheduler.FrameAt(note.OnsetTicks) > latest) _scheduler.Anchor(note.OnsetTicks, latest);
        if (!_scheduler.Schedule(note, _composer.NextIndex - 1, now, _limitFrame)) _isComposed = true;
    }

    private bool ObeySteering(long now)
    {
        var request = _request;
        if (request is null || _isStopAsked || (!IsListening && !TakeBack(now))) return false;
        Interlocked.CompareExchange(ref _request, null, request);
        if (request.Sampling is not null) _composer.Sampling = request.Sampling;
        _composer.Steering = request.Steering;
        _ending.Restart();
        _scheduler.MaxPolyphony = request.Steering.MaxPolyphony;
        _scheduler.TicksPerSecond = _composer.TicksPerSecond;
        _isComposed = false;
        return true;
    }

    private bool ObeyStop(long now)
    {
        if (!_isStopAsked || _isComposed || !TakeBack(now)) return false;
        _isComposed = true;
        return true;
    }

    // Takes back what was decided and does not sound yet, and brings the composer to just before it.
    private bool TakeBack(long now)
    {
        var from = now + _marginFrames;
        var (composed, seeded) = FirstFrom(from);
        if (!_scheduler.Cut(from)) return false;
        GoBackTo(composed, seeded);
        return true;
    }

    private void Forget(long from)
    {
        var (composed, seeded) = FirstFrom(from);
        GoBackTo(composed, seeded);
    }

    private void GoBackTo(long composed, int seeded)
    {
        if (composed != long.MaxValue) _composer.RewindTo(composed);
        if (seeded != int.MaxValue) _seedPosition = seeded;
    }

    // Of what sounds at a frame or after it, the first that was composed and the first of the seed.
    private (long Composed, int Seeded) FirstFrom(long from)
    {
        long composed = long.MaxValue;
        var seeded = int.MaxValue;
        for (var i = Notes.Count - 1; i >= 0 && Notes[i].OnsetFrame >= from; i--)
        {
            var index = Notes[i].NoteIndex;
            if (index >= 0) composed = index;
            else seeded = (int)~index;
        }

        return (composed, seeded);
    }

    private long FramesOf(double seconds) => (long)Math.Round(seconds * _scheduler.SampleRate);

    private sealed record Request(Steering Steering, SamplingOptions? Sampling);
}
