namespace MusicGen.Core;

/// <summary>
/// Composes one note after another with a model: last row and steering in, logits masked and drawn field by field, the next row out, which
/// <see cref="RowStream"/> reads as notes. Stands before the scheduler; every note can be taken back.
/// </summary>
/// <remarks>
/// Some models begin a note before its length is known, or several at once: then rows are drawn ahead of the notes handed on, and drawn again when
/// steering changes. Single-threaded. <see cref="TryNext"/> and <see cref="RewindTo"/> do not allocate.
/// </remarks>
public sealed partial class Composer : IRowTarget
{
    // With fewer pitches than this every music goes round in circles.
    private const int LeastPitchesWithoutLoops = 5;

    // Every stream of rows comes to a note or an end long before; a model that answers nonsense must not keep the loop turning.
    private const int MostRowsWithoutNote = 4096;

    private readonly INoteModel _model;
    private readonly ComposerOptions _options;
    private readonly RandomSource _random;
    private readonly RowStream _rows;
    private readonly NoteLine _line;
    private readonly FieldSampler _sampler;
    private readonly ComposerHistory _history;
    private readonly FieldSampling[] _settings;
    private readonly LoopGuard? _guard;
    private readonly MetreChange[] _metres;
    private readonly int[] _inputs;    // (inputs)
    private readonly int[] _chosen;    // (output fields)
    private readonly int[] _previous;  // (output fields)
    private readonly float[] _biased;  // (values of the largest field)
    private readonly int _endValue;    // of the first field; −1: the model knows no end
    private SamplingOptions _sampling;
    private Steering _steering;
    private long _pieceOnsetTicks, _lastOnsetTicks;
    private int _pieceNoteCount, _rowsWithoutNote;
    private bool? _mayEnd;
    private bool _isEnded;
    private int _guardLevel;
    private bool _canLoopBeLeft, _isModelStale, _isAheadStale;

    /// <summary>Makes a composer at the start of a piece at tick 0.</summary>
    /// <param name="model">The model; stays the caller's to dispose.</param>
    /// <param name="options">Sampling, steering, metre and the like.</param>
    /// <param name="random">The random numbers, from now on this composer's own.</param>
    /// <exception cref="ArgumentException">An option is out of range, or the model's vocabulary is none that this program can play.</exception>
    public Composer(INoteModel model, ComposerOptions options, RandomSource random)
    {
        _model = model ?? throw new ArgumentNullException(nameof(model));
        _options = options ?? throw new ArgumentNullException(nameof(options));
        _random = random ?? throw new ArgumentNullException(nameof(random));
        options.Check();
        var vocabulary = model.Vocabulary;
        _rows = RowStream.Of(vocabulary, options.Grams);
        _line = new NoteLine(options.RewindNotes + _rows.AheadNotes + 1);
        _endValue = Enumerable.Range(0, vocabulary.OutputFields[0].Size).FirstOrDefault(value => _rows.IsEnd(0, value), -1);
        _biased = new float[vocabulary.OutputFields.Max(f => f.Size)];
        _sampler = new FieldSampler(_biased.Length);
        _inputs = new int[vocabulary.InputCount];
        _chosen = new int[vocabulary.OutputFields.Count];
        _previous = new int[_chosen.Length];
        _settings = new FieldSampling[_chosen.Length];
        _metres = [new MetreChange(0, options.MetreNumerator, options.MetreDenominator)];
        _guard = options.IsLoopGuarded ? new LoopGuard(vocabulary.OutputFields[_rows.GuardField].Size) : null;
        _history = new ComposerHistory(options.RewindNotes + _rows.AheadNotes + 1, model.StateLength, _chosen.Length, _rows.StateLength);
        _opening = new ComposedOpening(model.StateLength);
        BaseTicksPerSecond = vocabulary.TimeBase == TimeBase.Performed ? 1000 : options.Bpm / 60 * MusicalTime.Ppqn;
        _sampling = options.Sampling ?? SamplingOptions.Same(vocabulary, FieldSampling.Full);
        _steering = options.Steering;
        ApplySteering();
        BeginPiece(0);
        // Not now: other composers of the same model may be playing on another thread.
        _isModelStale = true;
    }

    /// <summary>The fields of the model.</summary>
    public Vocabulary Vocabulary => _rows.Vocabulary;

    /// <summary>Cells and grid of the notes that are composed and heard.</summary>
    public NoteCodec Codec => _rows.Notes;

    /// <summary>Ticks in a second at tempo factor 1: 1000 when performed, by the tempo when metric.</summary>
    public double BaseTicksPerSecond { get; }

    /// <summary>Ticks in a second as heard: <see cref="BaseTicksPerSecond"/> times the steering's tempo factor.</summary>
    public double TicksPerSecond => BaseTicksPerSecond * _steering.TempoFactor;

    /// <summary>The metre that bars are counted in.</summary>
    public MetreChange Metre => _metres[0];

    /// <summary>Index of the note that comes next, from 0 on through all pieces.</summary>
    public long NextIndex => _line.First;

    /// <summary>Notes of this piece so far, the seed's not counted.</summary>
    public int PieceNoteCount => _pieceNoteCount;

    /// <summary>Onset of the last note, composed or of the seed, in ticks; the start of the piece before its first note.</summary>
    public long LastOnsetTicks => _lastOnsetTicks;

    /// <summary>Whether the end of the piece was drawn: nothing comes until <see cref="Reset"/>.</summary>
    public bool IsEnded => _isEnded && _line.First == _line.End;

    /// <summary>Whether the piece may end with the next note, whatever its length; null: from <see cref="ComposerOptions.MinimumPieceNotes"/> on.</summary>
    public bool? MayEnd
    {
        get => _mayEnd;
        set
        {
            if (_mayEnd == value) return;
            _mayEnd = value;
            ChangeMind();
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
            if (value.Vocabulary.Hash != Vocabulary.Hash)
                throw new ArgumentException("Sampling settings of this model's vocabulary expected, found another's; make them from its manifest.", nameof(value));
            _sampling = value;
            ChangeMind();
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
            ChangeMind();
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
        DrawAnew();
        _opening.Forget();
        _history.Forget(_line.First);
        foreach (var note in seed) TakeIn(note with { OnsetTicks = _pieceOnsetTicks + note.OnsetTicks });
    }

    /// <summary>Takes in a note that somebody else plays, as if it had been composed: what comes next goes on from it.</summary>
    /// <param name="note">A note in whole cells; an onset before the last one's counts as that.</param>
    public void Hear(in Note note)
    {
        FetchModel();
        DrawAnew();
        _opening.Forget();
        if (!_history.Has(_line.First)) Remember(_line.First);
        TakeIn(note);
        _isEnded = false;
        _line.Pass(note with { OnsetTicks = _lastOnsetTicks });
        Remember(_line.First);
    }

    /// <summary>A note on the channel and with the program that this composer's notes of its instrument have.</summary>
    /// <param name="note">A note, of a seed for example.</param>
    public Note Voice(in Note note) => Codec.InstrumentField < 0
        ? note with { Channel = _options.Channel, Program = _options.Program }
        : note.IsDrum ? note with { Channel = Note.DrumChannel }
        : note with { Channel = ChannelOf(note.Program / 8), Program = ProgramOf(note) };

    /// <summary>Composes the next note.</summary>
    /// <param name="note">The note, onset in ticks from the start of the stream, as it shall sound.</param>
    /// <returns>False where the piece ends instead.</returns>
    public bool TryNext(out Note note)
    {
        note = default;
        if (_isAheadStale) DrawAnew();
        if (IsEnded) return false;
        if (_opening.TryGet(_line.First, out note))
        {
            GoTo(_line.First + 1);
            return true;
        }

        FetchModel();
        while (!_line.HasNext)
        {
            if (_isEnded) return false;
            DrawRow();
        }

        note = _line.Take();
        _lastOnsetTicks = note.OnsetTicks;
        _pieceNoteCount++;
        note = Voice(note with { Velocity = (byte)Math.Clamp(Math.Round(note.Velocity * _steering.VelocityFactor), 1, 127) });
        return true;
    }

    /// <summary>Takes back the last notes.</summary>
    /// <param name="notes">How many, ≥ 0.</param>
    /// <returns>How many could be taken back.</returns>
    public int Rewind(int notes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(notes);
        var before = _line.First;
        RewindTo(before - notes);
        return (int)(before - _line.First);
    }

    /// <summary>
    /// Goes back to just before a note was composed: model, random numbers, onset, piece. With the same steering the same
    /// notes come again. A chord that one row stands for and that has begun stays as it is.
    /// </summary>
    /// <param name="noteIndex">Index of the note to compose next; where it is too long ago, the oldest that is remembered.</param>
    public void RewindTo(long noteIndex)
    {
        var next = _line.First;
        if (noteIndex > next) return;
        noteIndex = Math.Max(noteIndex, Math.Max(0, next - _options.RewindNotes));
        while (noteIndex <= next && !_history.Has(noteIndex)) noteIndex++;
        if (noteIndex <= next) GoTo(noteIndex);
    }

    // The point is there: the caller has looked.
    private void GoTo(long noteIndex)
    {
        ref var point = ref _history.Point(noteIndex);
        _isModelElsewhere = _isAheadStale = false;
        _model.LoadState(_history.State(noteIndex));
        _history.Values(noteIndex).CopyTo(_previous);
        _rows.Load(_history.Stream(noteIndex));
        _random.State = point.Random;
        _pieceOnsetTicks = point.PieceOnsetTicks;
        _lastOnsetTicks = point.LastOnsetTicks;
        _pieceNoteCount = point.PieceNoteCount;
        _isEnded = point.IsEnded;
        _rowsWithoutNote = 0;
        _line.GoTo(noteIndex, point.DrawnEnd);
        if (_guard is null) return;
        _guard.State = point.Guard;
        Heed(_guard.Level);
    }

    private void BeginPiece(long onsetTicks)
    {
        for (var field = 0; field < _previous.Length; field++) _previous[field] = Vocabulary.StartValue(field);
        _pieceOnsetTicks = _lastOnsetTicks = onsetTicks;
        _pieceNoteCount = 0;
        _rowsWithoutNote = 0;
        _isEnded = _isAheadStale = false;
        _rows.Begin(onsetTicks);
        _line.Drop();
        _guard?.Clear();
        Heed(0);
        _history.Forget(_line.First);
    }

    private void Remember(long noteIndex)
    {
        var ahead = (int)(noteIndex - _line.First);
        _history.Point(noteIndex) = new ComposerPoint
        {
            NoteIndex = noteIndex,
            PieceOnsetTicks = _pieceOnsetTicks,
            LastOnsetTicks = ahead > 0 ? _line[noteIndex - 1].OnsetTicks : _lastOnsetTicks,
            PieceNoteCount = _pieceNoteCount + ahead,
            DrawnEnd = _line.End,
            IsEnded = _isEnded,
            Random = _random.State,
            Guard = _guard?.State ?? default,
        };
        _model.SaveState(_history.State(noteIndex));
        _rows.Save(_history.Stream(noteIndex));
        _previous.CopyTo(_history.Values(noteIndex));
    }

    private void FillInputs()
    {
        _previous.CopyTo(_inputs, 0);
        var context = Vocabulary.ContextFields;
        for (var i = 0; i < context.Count; i++)
        {
            _inputs[_previous.Length + i] = context[i].Name switch
            {
                FieldNames.BarPosition => BarPositions.ValueAt(_rows.OnsetTicks - _pieceOnsetTicks, _metres),
                FieldNames.Density => Controls.LevelOfWish(_steering.Density),
                FieldNames.Register => Controls.LevelOfWish(_steering.Register),
                FieldNames.Dynamics => Controls.LevelOfWish(_steering.Dynamics),
                FieldNames.Polyphony => Controls.LevelOfWish(_steering.Polyphony),
                FieldNames.Key => _steering.Key,
                FieldNames.Collection => _steering.Collection,
                _ => _rows.MemoryOf(context[i].Name),
            };
        }
    }

    private void GuardAgainstLoops()
    {
        if (_guard is null || !_canLoopBeLeft || !_rows.IsGuarded(_previous) || _previous[_rows.GuardField] >= _rows.GuardValues) return;
        _guard.Add(_previous[_rows.GuardField]);
        if (_guard.Level == _guardLevel) return;
        if (_guard.Level > _guardLevel)
        {
            LoopCount++;
            // The model's memory is what holds it in the loop; the last note stays its input.
            if (_guard.Level >= 3) _model.Reset();
            if (_guard.Level >= 4) EndPiece();
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
            _settings[field] = LoopGuard.Loosen(_guardLevel, settings with { Temperature = settings.Temperature * _steering.TemperatureFactor });
        }

        _rows.Apply(_steering, TicksPerSecond);
        var pitches = 0;
        for (var pitch = 0; pitch < 128; pitch++)
            if (_steering.AllowsPitch(pitch)) pitches++;
        _canLoopBeLeft = pitches >= LeastPitchesWithoutLoops;
    }
}
