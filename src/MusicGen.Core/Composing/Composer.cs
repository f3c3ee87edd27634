namespace MusicGen.Core;

/// <summary>
/// Composes one note after another with a model: last note and steering in, logits masked and drawn field by field, note
/// out. Stands before the scheduler; every note can be taken back.
/// </summary>
/// <remarks>Single-threaded. <see cref="TryNext"/> and <see cref="RewindTo"/> do not allocate.</remarks>
public sealed partial class Composer
{
    // With fewer pitches than this every music goes round in circles.
    private const int LeastPitchesWithoutLoops = 5;

    private readonly INoteModel _model;
    private readonly ComposerOptions _options;
    private readonly RandomSource _random;
    private readonly NoteCodec _codec;
    private readonly FieldSampler _sampler;
    private readonly FieldMasks _masks;
    private readonly ComposerHistory _history;
    private readonly FieldSampling[] _settings;
    private readonly LoopGuard? _guard;
    private readonly MetreChange[] _metres;
    private readonly int[] _inputs;    // (inputs)
    private readonly int[] _chosen;    // (output fields)
    private readonly int[] _previous;  // (output fields)
    private SamplingOptions _sampling;
    private Steering _steering;
    private long _noteIndex, _pieceOnsetTicks, _lastOnsetTicks;
    private int _pieceNoteCount;
    private bool _isEnded;
    private int _guardLevel;
    private bool _canLoopBeLeft, _isModelStale;
    private PitchMemory _memory;
    private bool? _mayEnd;

    /// <summary>Makes a composer at the start of a piece at tick 0.</summary>
    /// <param name="model">The model; stays the caller's to dispose.</param>
    /// <param name="options">Sampling, steering, metre and the like.</param>
    /// <param name="random">The random numbers, from now on this composer's own.</param>
    /// <exception cref="ArgumentException">An option is out of range, or the model's vocabulary is not one of notes.</exception>
    public Composer(INoteModel model, ComposerOptions options, RandomSource random)
    {
        _model = model ?? throw new ArgumentNullException(nameof(model));
        _options = options ?? throw new ArgumentNullException(nameof(options));
        _random = random ?? throw new ArgumentNullException(nameof(random));
        options.Check();
        var vocabulary = model.Vocabulary;
        _codec = new NoteCodec(vocabulary);
        _sampler = new FieldSampler(vocabulary.OutputFields.Max(f => f.Size));
        _masks = new FieldMasks(_codec);
        _inputs = new int[vocabulary.InputCount];
        _chosen = new int[vocabulary.OutputFields.Count];
        _previous = new int[_chosen.Length];
        _settings = new FieldSampling[_chosen.Length];
        _metres = [new MetreChange(0, options.MetreNumerator, options.MetreDenominator)];
        _guard = options.IsLoopGuarded ? new LoopGuard() : null;
        _history = new ComposerHistory(options.RewindNotes, model.StateLength, _chosen.Length, _masks.StateLength);
        _opening = new ComposedOpening(model.StateLength);
        BaseTicksPerSecond = vocabulary.TimeBase == TimeBase.Performed ? 1000 : options.Bpm / 60 * MusicalTime.Ppqn;
        _sampling = options.Sampling ?? SamplingOptions.Same(vocabulary, FieldSampling.Full);
        _steering = options.Steering;
        ApplySteering();
        BeginPiece(0);
        // Not now: other composers of the same model may be playing on another thread.
        _isModelStale = true;
    }

    /// <summary>Notes ↔ values of the model.</summary>
    public NoteCodec Codec => _codec;

    /// <summary>Ticks in a second at tempo factor 1: 1000 when performed, by the tempo when metric.</summary>
    public double BaseTicksPerSecond { get; }

    /// <summary>Ticks in a second as heard: <see cref="BaseTicksPerSecond"/> times the steering's tempo factor.</summary>
    public double TicksPerSecond => BaseTicksPerSecond * _steering.TempoFactor;

    /// <summary>The metre that bars are counted in.</summary>
    public MetreChange Metre => _metres[0];

    /// <summary>Index of the note that comes next, from 0 on through all pieces.</summary>
    public long NextIndex => _noteIndex;

    /// <summary>Notes of this piece so far, the seed's not counted.</summary>
    public int PieceNoteCount => _pieceNoteCount;

    /// <summary>Onset of the last note, composed or of the seed, in ticks; the start of the piece before its first note.</summary>
    public long LastOnsetTicks => _lastOnsetTicks;

    /// <summary>Whether the end of the piece was drawn: nothing comes until <see cref="Reset"/>.</summary>
    public bool IsEnded => _isEnded;

    /// <summary>Whether the piece may end with the next note, whatever its length; null: from <see cref="ComposerOptions.MinimumPieceNotes"/> on.</summary>
    public bool? MayEnd
    {
        get => _mayEnd;
        set
        {
            if (_mayEnd == value) return;
            _mayEnd = value;
            _opening.Forget();
        }
    }

    /// <summary>Times a loop was noticed and left.</summary>
    public long LoopCount { get; private set; }

    /// <summary>How each field is drawn; may be set between any two notes.</summary>
    /// <exception cref="ArgumentException">The settings are for another vocabulary.</exception>
    public SamplingOptions Sampling
    {
        get => _sampling;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (ReferenceEquals(value, _sampling)) return;
            if (value.Vocabulary.Hash != _codec.Vocabulary.Hash)
                throw new ArgumentException("Sampling settings of this model's vocabulary expected, found another's; make them from its manifest.", nameof(value));
            _sampling = value;
            _opening.Forget();
            ApplySteering();
        }
    }

    /// <summary>Wishes and rules; may be set between any two notes, in force from the next one on.</summary>
    /// <exception cref="ArgumentException">A value is out of range or nothing is left to play (<see cref="MusicGen.Core.Steering.Check"/>).</exception>
    public Steering Steering
    {
        get => _steering;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (value == _steering) return;
            value.Check();
            _steering = value;
            _opening.Forget();
            ApplySteering();
        }
    }

    /// <summary>Begins a new piece with fresh state.</summary>
    /// <param name="onsetTicks">Where it begins in the stream, in ticks; a bar begins here. Negative where a seed that is not heard comes first.</param>
    public void Reset(long onsetTicks)
    {
        _model.Reset();
        _isModelStale = _isModelElsewhere = false;
        _opening.Forget();
        BeginPiece(onsetTicks);
    }

    /// <summary>Feeds a seed (prompt) through the model, so that composing goes on from its last note.</summary>
    /// <param name="seed">Notes in whole cells and score order (<see cref="NoteCodec.Quantise"/>), ticks counted from the start of the piece.</param>
    public void Prime(ReadOnlySpan<Note> seed)
    {
        FetchModel();
        _opening.Forget();
        _history.Forget(_noteIndex);
        foreach (var note in seed)
        {
            FillInputs();
            _model.Forward(_inputs);
            var onset = Math.Max(_lastOnsetTicks, _pieceOnsetTicks + note.OnsetTicks);
            Take(note with { OnsetTicks = onset });
        }
    }

    /// <summary>Takes in a note that somebody else plays, as if it had been composed: what comes next goes on from it.</summary>
    /// <param name="note">A note in whole cells; an onset before the last one's counts as that.</param>
    public void Hear(in Note note)
    {
        FetchModel();
        _opening.Forget();
        Remember();
        FillInputs();
        _model.Forward(_inputs);
        var onset = Math.Max(_lastOnsetTicks, note.OnsetTicks);
        Take(note with { OnsetTicks = onset });
        _isEnded = false;
        _noteIndex++;
    }

    /// <summary>A note on the channel and with the program that this composer's notes of its instrument have.</summary>
    /// <param name="note">A note, of a seed for example.</param>
    public Note Voice(in Note note) => _codec.InstrumentField < 0
        ? note with { Channel = _options.Channel, Program = _options.Program }
        : note.IsDrum ? note with { Channel = Note.DrumChannel }
        : note with { Channel = ChannelOf(note.Program / 8), Program = ProgramOf(note) };

    /// <summary>Composes the next note.</summary>
    /// <param name="note">The note, onset in ticks from the start of the stream, as it shall sound.</param>
    /// <returns>False where the piece ends instead.</returns>
    public bool TryNext(out Note note)
    {
        note = default;
        if (_isEnded) return false;
        if (_opening.TryGet(_noteIndex, out note))
        {
            GoTo(_noteIndex + 1);
            return true;
        }

        FetchModel();
        Remember();
        FillInputs();
        _model.Forward(_inputs);
        for (var field = 0; field < _chosen.Length; field++)
        {
            var chosen = _chosen.AsSpan(0, field);
            var mask = _masks.Of(field, chosen, MayEnd ?? _pieceNoteCount >= _options.MinimumPieceNotes, _steering.MaxPolyphony);
            if (_guard is not null && _canLoopBeLeft && field == _codec.PitchField && !IsDrum(chosen)) mask = _guard.WithoutLoops(mask);
            // −1 cannot come: Steering.Check leaves something to draw of every field.
            _chosen[field] = Math.Max(0, _sampler.Draw(_model.Logits(field, chosen), _settings[field], mask, _random));
            if (field == _codec.ShiftField && IsEnd(_chosen[field])) return false;
        }

        note = Accept();
        return true;
    }

    /// <summary>Takes back the last notes.</summary>
    /// <param name="notes">How many, ≥ 0.</param>
    /// <returns>How many could be taken back.</returns>
    public int Rewind(int notes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(notes);
        var before = _noteIndex;
        RewindTo(before - notes);
        return (int)(before - _noteIndex);
    }

    /// <summary>
    /// Goes back to just before a note was composed: model, random numbers, onset, piece. With the same steering the same
    /// notes come again.
    /// </summary>
    /// <param name="noteIndex">Index of the note to compose next; where it is too long ago, the oldest that is remembered.</param>
    public void RewindTo(long noteIndex)
    {
        if (noteIndex > _noteIndex) return;
        noteIndex = Math.Max(noteIndex, Math.Max(0, _noteIndex - _options.RewindNotes));
        while (noteIndex <= _noteIndex && !_history.Has(noteIndex)) noteIndex++;
        if (noteIndex <= _noteIndex) GoTo(noteIndex);
    }

    // The point is there: the caller has looked.
    private void GoTo(long noteIndex)
    {
        ref var point = ref _history.Point(noteIndex);
        _isModelElsewhere = false;
        _model.LoadState(_history.State(noteIndex));
        _history.Values(noteIndex).CopyTo(_previous);
        _masks.Load(_history.Struck(noteIndex), point.StruckCount);
        _memory = point.Memory;
        _random.State = point.Random;
        _pieceOnsetTicks = point.PieceOnsetTicks;
        _lastOnsetTicks = point.LastOnsetTicks;
        _pieceNoteCount = point.PieceNoteCount;
        _isEnded = point.IsEnded;
        _noteIndex = noteIndex;
        if (_guard is null) return;
        _guard.State = point.Guard;
        Heed(_guard.Level);
    }

    private void BeginPiece(long onsetTicks)
    {
        for (var field = 0; field < _previous.Length; field++) _previous[field] = _codec.Vocabulary.StartValue(field);
        _pieceOnsetTicks = _lastOnsetTicks = onsetTicks;
        _pieceNoteCount = 0;
        _isEnded = false;
        _memory = default;
        _masks.Clear();
        _guard?.Clear();
        Heed(0);
        _history.Forget(_noteIndex);
    }

    private void Remember()
    {
        _history.Point(_noteIndex) = new ComposerPoint
        {
            NoteIndex = _noteIndex,
            PieceOnsetTicks = _pieceOnsetTicks,
            LastOnsetTicks = _lastOnsetTicks,
            PieceNoteCount = _pieceNoteCount,
            StruckCount = _masks.Save(_history.Struck(_noteIndex)),
            IsEnded = _isEnded,
            Random = _random.State,
            Guard = _guard?.State ?? default,
            Memory = _memory,
        };
        _model.SaveState(_history.State(_noteIndex));
        _previous.CopyTo(_history.Values(_noteIndex));
    }

    private void FillInputs()
    {
        _previous.CopyTo(_inputs, 0);
        var context = _codec.Vocabulary.ContextFields;
        for (var i = 0; i < context.Count; i++)
        {
            _inputs[_previous.Length + i] = context[i].Name switch
            {
                FieldNames.BarPosition => BarPositions.ValueAt(_lastOnsetTicks - _pieceOnsetTicks, _metres),
                FieldNames.Density => _steering.Density,
                FieldNames.Register => _steering.Register,
                FieldNames.Dynamics => _steering.Dynamics,
                FieldNames.Polyphony => _steering.Polyphony,
                FieldNames.Key => _steering.Key,
                FieldNames.Collection => _steering.Collection,
                _ => Math.Max(0, _memory.ValueOf(context[i].Name)),
            };
        }
    }

    private bool IsEnd(int shift) =>
        _isEnded = shift == _codec.EndValue || (_options.MaximumPieceNotes > 0 && _pieceNoteCount >= _options.MaximumPieceNotes);

    // A note that was not composed here: it becomes the last one all the same.
    private void Take(in Note note)
    {
        _codec.Encode(note, _lastOnsetTicks, _previous);
        _lastOnsetTicks = note.OnsetTicks;
        _masks.Strike(_previous);
        Memorise(_previous);
    }

    private void Memorise(ReadOnlySpan<int> values)
    {
        if (!IsDrum(values)) _memory.Add(values[_codec.PitchField]);
    }

    private Note Accept()
    {
        _masks.Strike(_chosen);
        Memorise(_chosen);
        var note = _codec.Decode(_chosen, _lastOnsetTicks);
        _chosen.CopyTo(_previous, 0);
        _lastOnsetTicks = note.OnsetTicks;
        _pieceNoteCount++;
        _noteIndex++;
        GuardAgainstLoops();
        var velocity = (byte)Math.Clamp(Math.Round(note.Velocity * _steering.VelocityFactor), 1, 127);
        return Voice(note with { Velocity = velocity });
    }

    private bool IsDrum(ReadOnlySpan<int> values) => _codec.InstrumentField >= 0 && values[_codec.InstrumentField] == NoteCodec.DrumsInstrument;

    private void GuardAgainstLoops()
    {
        if (_guard is null || !_canLoopBeLeft || IsDrum(_previous)) return;
        _guard.Add(_previous[_codec.PitchField]);
        if (_guard.Level == _guardLevel) return;
        if (_guard.Level > _guardLevel)
        {
            LoopCount++;
            // The model's memory is what holds it in the loop; the last note stays its input.
            if (_guard.Level >= 3) _model.Reset();
            _isEnded = _guard.Level >= 4;
        }

        Heed(_guard.Level);
    }

    private void Heed(int guardLevel)
    {
        if (guardLevel == _guardLevel) return;
        _guardLevel = guardLevel;
        ApplySteering();
    }

    // Each General MIDI family sounds on a channel of its own, around that of drums; sound effects, the sixteenth, share
    // with the percussive family because MIDI has no seventeenth channel.
    private static byte ChannelOf(int family) => (byte)Math.Min(family < Note.DrumChannel ? family : family + 1, 15);

    private byte ProgramOf(in Note note) => _options.FamilyPrograms.Count > 0 ? (byte)_options.FamilyPrograms[note.Program / 8] : note.Program;

    private void ApplySteering()
    {
        for (var field = 0; field < _settings.Length; field++)
        {
            var settings = _sampling[field];
            _settings[field] = LoosenedBy(_guardLevel, settings with { Temperature = settings.Temperature * _steering.TemperatureFactor });
        }

        _masks.Apply(_steering, TicksPerSecond);
        var pitches = 0;
        for (var pitch = 0; pitch < 128; pitch++)
            if (_steering.AllowsPitch(pitch)) pitches++;
        _canLoopBeLeft = pitches >= LeastPitchesWithoutLoops;
    }

    // Out of a loop: first warmer, then from a wider choice. A greedy composer has to become a little less so.
    private static FieldSampling LoosenedBy(int guardLevel, FieldSampling settings) => guardLevel switch
    {
        0 => settings,
        1 => settings with { Temperature = Math.Max(settings.Temperature * 1.15, 0.7) },
        _ => new FieldSampling(Math.Max(settings.Temperature * 1.35, 0.9)),
    };
}
