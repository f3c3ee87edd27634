namespace MusicGen.Core;

/// <summary>
/// Decides who plays when: takes what people do out of the inbox, leads one performance at a time, and takes a visit from
/// the first key or button through listening, answering and a graceful ending back to inviting the next visitor. Stands
/// before the composer; <c>render</c> and the running box call the same <see cref="Step"/>.
/// </summary>
/// <remarks>
/// Single-threaded: the thread that composes. Other threads may post into the inbox, call <see cref="Replace"/> and read <see cref="State"/>.
/// </remarks>
public sealed class Conductor
{
    private readonly Inbox _inbox;
    private readonly Scheduler _scheduler;
    private readonly Player _player;
    private readonly ConductorOptions _options;
    private readonly IConductorListener? _listener;
    private readonly KeyClock _keys;
    private readonly Knobs _knobs;
    private readonly PresetShelf _shelf;
    private readonly VolumeFade _fade;
    private volatile BoxState _state = new();
    private PlayablePreset _preset;
    private Performance? _performance;
    private BoxPhase _phase = BoxPhase.Attract;
    private PlayMode _mode;
    private PlayMode? _chosenMode;
    private long _phaseFrame, _touchFrame, _pieceCount, _loopsBefore;
    private bool _isQuiet, _isStopped, _isChanged = true;

    /// <summary>Makes a conductor in front of a silent box.</summary>
    /// <param name="inbox">What people do.</param>
    /// <param name="scheduler">Sends notes to the player; from now on this conductor's own.</param>
    /// <param name="player">Plays.</param>
    /// <param name="presets">What can be chosen, at least one; the first is chosen at the start.</param>
    /// <param name="options">How visitors are treated.</param>
    /// <param name="listener">Told what happens, or null.</param>
    /// <exception cref="ArgumentException">An option is out of range or there is no preset.</exception>
    public Conductor(
        Inbox inbox, Scheduler scheduler, Player player, IReadOnlyList<PlayablePreset> presets, ConductorOptions options,
        IConductorListener? listener = null)
    {
        _inbox = inbox ?? throw new ArgumentNullException(nameof(inbox));
        _scheduler = scheduler ?? throw new ArgumentNullException(nameof(scheduler));
        _player = player ?? throw new ArgumentNullException(nameof(player));
        _options = options ?? throw new ArgumentNullException(nameof(options));
        _listener = listener;
        options.Check();
        _keys = new KeyClock(options, player.SampleRate);
        _shelf = new PresetShelf(presets, options.HomePreset);
        _preset = _shelf.Home;
        _knobs = new Knobs(_preset.Settings);
        _fade = new VolumeFade(player, options);
        SetVolume();
        _mode = options.Mode ?? _preset.Mode;
        Publish(0);
    }

    /// <summary>What the box does now. Any thread.</summary>
    public BoxState State => _state;

    /// <summary>The music of the moment, or null where there is none.</summary>
    public Performance? Performance => _performance;

    /// <summary>Other presets from the next step on, because their files have changed; one that plays goes on where it still exists. Any thread.</summary>
    /// <exception cref="ArgumentException">There is no preset.</exception>
    public void Replace(IReadOnlyList<PlayablePreset> presets) => _shelf.Replace(presets);

    /// <summary>One turn: obeys, moves on, composes ahead. Call it again and again, at least every 0.1 s.</summary>
    /// <returns>Whether there was anything to do.</returns>
    public bool Step()
    {
        var now = _player.PlayedFrames;
        var isBusy = TakeReplacement();
        while (_inbox.TryTake(out var taken))
        {
            isBusy = true;
            // Its keyboard may have read the clock after this turn began.
            Obey(taken with { Frame = taken.Frame > 0 ? taken.Frame : now });
        }

        MoveOn(now);
        if (_fade.Step(now)) Rest(BoxPhase.Attract, now);
        isBusy |= _performance?.ComposeAhead() ?? false;
        // In turns in which nothing else is to be done, and nobody waits for an answer.
        if (!isBusy && _phase is not (BoxPhase.Listening or BoxPhase.Answering)) isBusy = _shelf.PrepareNext(_performance?.Composer);
        if (_isChanged) Publish(now);
        return isBusy;
    }

    private void Obey(in BoxEvent boxEvent)
    {
        _listener?.Took(boxEvent);
        if (boxEvent.Source != BoxEventSource.Host) _touchFrame = boxEvent.Frame;
        var frame = boxEvent.Frame;
        switch (boxEvent.Kind)
        {
            case BoxEventKind.KeyDown: KeyDown(boxEvent.Number & 127, (int)boxEvent.Value, frame); break;
            case BoxEventKind.KeyUp: KeyUp(boxEvent.Number & 127, frame); break;
            case BoxEventKind.PresetPressed: PressPreset(_shelf.Find(boxEvent.Text), frame); break;
            case BoxEventKind.PresetStep: PressPreset(_shelf.Neighbour(_preset, boxEvent.Value < 0 ? -1 : 1), frame); break;
            case BoxEventKind.Stop: Stop(frame); break;
            case BoxEventKind.ModeChosen: ChooseMode((PlayMode)Math.Clamp(boxEvent.Number, 0, (int)PlayMode.Solo), frame); break;
            case BoxEventKind.Steered: Turn(boxEvent.Text, boxEvent.Value); break;
            case BoxEventKind.Panic: Panic(frame); break;
            case BoxEventKind.VisitorLeft: Leave(frame); break;
            case BoxEventKind.QuietHours: BeQuiet(boxEvent.Value != 0, frame); break;
        }
    }

    private void KeyUp(int pitch, long frame)
    {
        _keys.Raise(pitch, frame);
        _performance?.KeyUp(pitch, frame);
    }

    private void KeyDown(int pitch, int velocity, long frame)
    {
        if (_isQuiet) return;
        var isForgotten = _keys.IsForgottenAt(frame);
        _keys.Press(pitch, frame);
        if (_mode == PlayMode.Answer) ListenTo(pitch, velocity, frame, isForgotten);
        else if (_mode == PlayMode.Duet) PlayAlong(pitch, velocity, frame);
        // The keys sound by themselves; a tune that invites has done its work.
        else if (_phase is BoxPhase.Attract) Rest(BoxPhase.Listening, frame);
    }

    private void ListenTo(int pitch, int velocity, long frame, bool isForgotten)
    {
        if (_performance is not { IsListening: true })
        {
            // What the box has just played is what the player plays to; after a long pause it is not.
            var goesOn = _performance is not null && (_phase is BoxPhase.Playing or BoxPhase.Answering || (_phase is BoxPhase.Listening && !isForgotten));
            if (!goesOn) _performance = NewPerformance();
            _performance!.Listen();
        }

        if (_performance.HeardCount == 0) _keys.BeginPhrase(frame);
        if (_phase != BoxPhase.Listening) Enter(BoxPhase.Listening, frame);
        _performance.KeyDown(pitch, velocity, frame);
    }

    private void PlayAlong(int pitch, int velocity, long frame)
    {
        if (_phase is not BoxPhase.Playing || _performance is null)
        {
            _performance = NewPerformance();
            _performance.Listen();
            _performance.KeyDown(pitch, velocity, frame);
            _performance.Answer(0);
            Enter(BoxPhase.Playing, frame);
            return;
        }

        _performance.KeyDown(pitch, velocity, frame);
    }

    private void PressPreset(PlayablePreset? preset, long frame)
    {
        if (preset is null || _isQuiet) return;
        if (preset.Name == _preset.Name && _phase is BoxPhase.Playing or BoxPhase.Answering)
        {
            Stop(frame);
            return;
        }

        Choose(preset);
        Play(frame);
    }

    private void Choose(PlayablePreset preset)
    {
        _loopsBefore += _preset.Composer.LoopCount;
        _preset = preset;
        _loopsBefore -= preset.Composer.LoopCount;
        _knobs.Begin(preset.Settings);
        _mode = _chosenMode ?? _options.Mode ?? preset.Mode;
        _isChanged = true;
    }

    private void Play(long frame)
    {
        _isStopped = false;
        if (_mode == PlayMode.Solo)
        {
            Rest(BoxPhase.Listening, frame);
            return;
        }

        _performance = NewPerformance();
        Enter(BoxPhase.Playing, frame);
    }

    private Performance NewPerformance()
    {
        _pieceCount += _performance?.PieceCount ?? 0;
        Silence();
        _preset.Composer.Sampling = _knobs.Settings.Sampling;
        _preset.Composer.Steering = _knobs.Settings.Steering;
        return new Performance(_preset.Composer, _scheduler, _player, _preset.Performance);
    }

    // Whatever of ours sounds ends here.
    private void Silence()
    {
        _scheduler.ReleaseAll(_player.PlayedFrames);
        _performance = null;
        SetVolume();
        _fade.End();
    }

    private void Stop(long frame)
    {
        _isStopped = true;
        if (_performance is null || _performance.IsListening)
        {
            Rest(BoxPhase.Attract, frame);
            return;
        }

        _performance.Stop();
        _fade.Begin(frame);
        Enter(BoxPhase.Ending, frame);
    }

    private void ChooseMode(PlayMode mode, long frame)
    {
        _chosenMode = mode;
        if (mode == _mode) return;
        _mode = mode;
        _isChanged = true;
        if (mode == PlayMode.Solo && _performance is not null)
        {
            Rest(BoxPhase.Listening, frame);
        }
        else if (_performance is { IsListening: true })
        {
            Silence();
        }
    }

    private void Turn(string? name, double value)
    {
        var concernsComposer = _knobs.Turn(name, value);
        _isChanged = true;
        SetVolume();
        if (concernsComposer) _performance?.Steer(_knobs.Settings.Steering, _knobs.Settings.Sampling);
    }

    private void Panic(long frame)
    {
        _player.Panic();
        _keys.Clear();
        _isStopped = true;
        Rest(BoxPhase.Attract, frame);
    }

    private void Leave(long frame)
    {
        _chosenMode = null;
        Choose(_shelf.Home);
        _isStopped = false;
        if (_phase is BoxPhase.Playing or BoxPhase.Answering) EndGracefully(frame);
        else if (_phase is BoxPhase.Listening) Rest(BoxPhase.Attract, frame);
    }

    private void BeQuiet(bool isQuiet, long frame)
    {
        if (isQuiet == _isQuiet) return;
        _isQuiet = isQuiet;
        _isChanged = true;
        if (!isQuiet)
        {
            SetVolume();
            Enter(BoxPhase.Attract, frame);
        }
        else if (_performance is { IsListening: false, IsDone: false })
        {
            EndGracefully(frame);
        }
        else
        {
            Rest(BoxPhase.Quiet, frame);
        }
    }

    private void EndGracefully(long frame)
    {
        _performance?.EndIn(_options.EndingSeconds);
        Enter(BoxPhase.Ending, frame);
    }

    // Nothing of ours sounds from now on.
    private void Rest(BoxPhase phase, long frame)
    {
        Silence();
        Enter(_isQuiet ? BoxPhase.Quiet : phase, frame);
    }

    private bool TakeReplacement()
    {
        if (!_shelf.TakeReplacement()) return false;
        var same = _shelf.Find(_preset.Name);
        // What plays is left in peace; it takes the new values when it is pressed again.
        if (_performance is null || same is null)
        {
            if (_performance is not null) Rest(BoxPhase.Attract, _player.PlayedFrames);
            Choose(same ?? _shelf.Home);
        }

        return _isChanged = true;
    }

    // What happens because time goes by.
    private void MoveOn(long now)
    {
        var idle = now - _touchFrame;
        switch (_phase)
        {
            case BoxPhase.Listening:
                if (_performance is { IsListening: true, HeardCount: > 0 } && _keys.IsPhraseOver(now)) AnswerPhrase(now);
                else if (!_keys.IsHeld && IsAfter(_options.VisitorLeavesSeconds, idle)) Leave(now);
                break;
            case BoxPhase.Answering:
                if (_performance is not { IsDone: false }) Enter(BoxPhase.Listening, now);
                break;
            case BoxPhase.Playing:
                if (_performance is not { IsDone: false }) Enter(BoxPhase.Attract, now);
                else if (IsAfter(_options.PlaySeconds, idle)) EndGracefully(now);
                break;
            case BoxPhase.Ending:
                if (_performance is not { IsDone: false }) Rest(BoxPhase.Attract, now);
                break;
            case BoxPhase.Attract:
                Invite(now);
                break;
        }
    }

    private void Invite(long now)
    {
        if (_performance is { IsDone: true })
        {
            _performance = null;
            Enter(BoxPhase.Attract, now);
        }

        if (_options.PlaysAlone && _performance is null && !_isStopped && _mode != PlayMode.Solo)
        {
            Play(now);
            return;
        }

        if (_performance is not null || !IsAfter(_options.AttractEverySeconds, now - _phaseFrame) || _mode == PlayMode.Solo) return;
        _performance = NewPerformance();
        _performance.ComposeAhead();
        _performance.EndIn(_options.AttractSeconds);
        _isChanged = true;
    }

    private void AnswerPhrase(long now)
    {
        _performance!.Answer(Math.Clamp(_keys.PhraseSeconds, _options.MinAnswerSeconds, _options.MaxAnswerSeconds));
        Enter(BoxPhase.Answering, now);
    }

    private void SetVolume() => _fade.Set(_isQuiet && _performance is null ? 0 : _knobs.Settings.Loudness * _knobs.Settings.Volume);

    private void Enter(BoxPhase phase, long frame)
    {
        _phase = phase;
        _phaseFrame = frame;
        _isChanged = true;
    }

    private bool IsAfter(double limitSeconds, long frames) => limitSeconds > 0 && frames >= FramesOf(limitSeconds);

    private long FramesOf(double seconds) => (long)(seconds * _player.SampleRate);

    private void Publish(long now)
    {
        _isChanged = false;
        _state = new BoxState
        {
            Number = _state.Number + 1,
            Phase = _phase,
            PhaseFrame = _phaseFrame,
            Mode = _mode,
            Preset = _preset.Name,
            Presets = _shelf.Names,
            IsPlaying = _performance is { IsListening: false, IsDone: false },
            Turned = _knobs.Turned,
            InForce = _knobs.InForce,
            QuartersPerMinute = _preset.Composer.BaseTicksPerSecond * _knobs.Settings.Steering.TempoFactor * 60 / MusicalTime.Ppqn,
            PieceCount = _pieceCount + (_performance?.PieceCount ?? 0),
            LoopCount = _loopsBefore + _preset.Composer.LoopCount,
        };
        _listener?.Changed(_state, now);
    }
}
