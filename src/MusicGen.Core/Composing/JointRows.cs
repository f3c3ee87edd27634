using System.Globalization;

namespace MusicGen.Core;

/// <summary>
/// A row is one of a joint vocabulary of notes, chords and rests × 3 lengths × 4 volumes, found in the training music; chords keep their octaves. A class is
/// named <c>48+64.1.2</c>: pitches (or R), length, volume. What is not in the vocabulary is read as its nearest part, the chord's lowest note, or
/// else as the value "anything else", which is never drawn. One more value, where it is there, ends the piece.
/// </summary>
internal sealed class JointRows : RowStream
{
    private const int Lengths = 3;
    private readonly Dictionary<string, int> _values = [];
    private readonly byte[][] _pitches; // of each class; none = a rest
    private readonly int[] _length, _volume;
    private readonly bool[] _rule, _mask;
    private readonly int _classCount;
    private readonly int[] _row = new int[1];
    private readonly List<Note> _chord = []; // heard, at OnsetTicks
    private Steering _steering = Steering.None;
    private long _endTicks, _longestRestTicks;
    private bool _isMoved;

    public JointRows(Vocabulary vocabulary)
        : base(vocabulary, new NoteCodec(NoteCodec.CreateVocabulary(TimeBase.Metric)))
    {
        var names = vocabulary.OutputFields[0].Values;
        if (vocabulary.TimeBase != TimeBase.Metric || vocabulary.OutputFields.Count != 1 || vocabulary.OutputFields[0].Name != FieldNames.Class || names is null
            || names.Count == 0 || vocabulary.OutputFields[0].Size - names.Count is not (1 or 2))
            throw new ArgumentException($"'{FieldNames.Class}' as the only output field, with the names of all its values but the last one or two, expected, found otherwise; export the model again.");
        _classCount = names.Count;
        (_pitches, _length, _volume) = (new byte[_classCount][], new int[_classCount], new int[_classCount]);
        for (var i = 0; i < _classCount; i++)
        {
            (_pitches[i], _length[i], _volume[i]) = Parse(names[i]);
            _values[names[i]] = i;
        }

        if (_pitches.All(chord => chord.Length == 0)) throw new ArgumentException("Notes or chords among the classes expected, found rests only; train on other music.");
        _rule = new bool[vocabulary.OutputFields[0].Size];
        _mask = new bool[_rule.Length];
        HasEnd = _rule.Length == _classCount + 2;
        Apply(Steering.None, MusicalTime.Ppqn * 2);
    }

    public override int AheadNotes => 128;

    public override int StateLength => 2;

    public override int GuardField => 0;

    public override int GuardValues => _classCount;

    private bool HasEnd { get; }

    /// <summary>The classes of some music in its order.</summary>
    /// <param name="notes">Notes in whole cells and score order.</param>
    public static IEnumerable<string> Names(IReadOnlyList<Note> notes)
    {
        long end = 0;
        foreach (var onset in notes.GroupBy(note => note.OnsetTicks))
        {
            if (onset.Key - end >= MusicalTime.Ppqn / 4) yield return NameOfRest(onset.Key - end);
            yield return NameOf([.. onset]);
            end = onset.Max(note => note.EndTicks);
        }
    }

    public override void Begin(long onsetTicks)
    {
        OnsetTicks = _endTicks = onsetTicks;
        _chord.Clear();
    }

    public override void Save(Span<long> state) => (state[0], state[1]) = (OnsetTicks, _endTicks);

    public override void Load(ReadOnlySpan<long> state)
    {
        (OnsetTicks, _endTicks) = (state[0], state[1]);
        _chord.Clear();
    }

    public override void Apply(Steering steering, double ticksPerSecond)
    {
        _steering = steering;
        _longestRestTicks = (long)(steering.MaxRestSeconds * ticksPerSecond);
        var longest = steering.MaxNoteSeconds * ticksPerSecond;
        Array.Clear(_rule);
        // Chords that lie within the rules; where none does, all, and their notes are moved.
        _isMoved = !AllowChords(chord => chord.Length <= steering.MaxPolyphony && Array.TrueForAll(chord, pitch => steering.AllowsPitch(pitch)), longest);
        if (_isMoved) AllowChords(_ => true, double.MaxValue);
    }

    public override ReadOnlySpan<bool> Mask(int field, ReadOnlySpan<int> chosen, bool mayEnd)
    {
        _rule.CopyTo(_mask, 0);
        for (var i = 0; i < _classCount; i++)
            if (_pitches[i].Length == 0) _mask[i] = _endTicks + TicksOf(_length[i]) - OnsetTicks <= _longestRestTicks;
        if (HasEnd) _mask[^1] = mayEnd;
        return _mask;
    }

    public override bool IsEnd(int field, int value) => HasEnd && value == _classCount + 1;

    public override void Read(ReadOnlySpan<int> row, NoteLine line)
    {
        _chord.Clear();
        if (row[0] >= _classCount) return;
        var length = TicksOf(_length[row[0]]);
        var chord = _pitches[row[0]];
        if (chord.Length > 0) OnsetTicks = _endTicks;
        UInt128 struck = 0;
        var count = 0;
        foreach (var pitch in chord)
        {
            var sounding = _isMoved ? Nearest(pitch) : pitch;
            if ((struck >> sounding & 1) != 0 || count >= _steering.MaxPolyphony) continue;
            struck |= UInt128.One << sounding;
            count++;
            line.Begin(new Note(OnsetTicks, length, (byte)sounding, (byte)(_volume[row[0]] * 32 + 16)));
        }

        _endTicks += length;
    }

    public override void Write(in Note note, IRowTarget target)
    {
        if (_chord.Count > 0 && note.OnsetTicks == OnsetTicks)
        {
            _chord.Add(note);
            _row[0] = ValueOf(NameOf(_chord));
            target.Amend(_row);
            _endTicks = Math.Max(_endTicks, note.EndTicks);
            return;
        }

        var rest = note.OnsetTicks - _endTicks;
        if (rest >= MusicalTime.Ppqn / 4) Append(ValueOf(NameOfRest(rest)), target);
        _chord.Clear();
        _chord.Add(note);
        Append(ValueOf(NameOf(_chord)), target);
        OnsetTicks = note.OnsetTicks;
        _endTicks = note.EndTicks;
    }

    public override bool WriteEnd(IRowTarget target)
    {
        if (HasEnd) Append(_classCount + 1, target);
        return HasEnd;
    }

    private static string NameOf(IReadOnlyList<Note> chord)
    {
        var pitches = chord.Select(note => note.Pitch).Distinct().Order();
        return string.Create(CultureInfo.InvariantCulture, $"{string.Join('+', pitches)}.{LengthOf(chord[0].DurationTicks)}.{chord.Max(note => note.Velocity) / 32}");
    }

    private static string NameOfRest(long ticks) => string.Create(CultureInfo.InvariantCulture, $"R.{LengthOf(ticks)}.0");

    /// <summary>Eighth or shorter, quarter, half or longer.</summary>
    private static int LengthOf(long ticks) => ticks <= MusicalTime.Ppqn * 3 / 4 ? 0 : ticks <= MusicalTime.Ppqn * 3 / 2 ? 1 : 2;

    private static long TicksOf(int length) => (MusicalTime.Ppqn / 2) << length;

    private static (byte[] Pitches, int Length, int Volume) Parse(string name)
    {
        var parts = name.Split('.');
        if (parts.Length == 3 && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var length) && length is >= 0 and < Lengths
            && int.TryParse(parts[2], CultureInfo.InvariantCulture, out var volume) && volume is >= 0 and < 4)
        {
            if (parts[0] == "R") return ([], length, volume);
            byte[] pitches = [.. parts[0].Split('+').Select(text => byte.TryParse(text, CultureInfo.InvariantCulture, out var pitch) && pitch < 128 ? pitch : byte.MaxValue)];
            if (!pitches.Contains(byte.MaxValue)) return (pitches, length, volume);
        }

        throw new ArgumentException($"Classes such as '48+64.1.2' or 'R.0.0' expected in the vocabulary, found '{name}'; export the model again.");
    }

    private bool AllowChords(Func<byte[], bool> isAllowed, double longestTicks)
    {
        var any = false;
        for (var i = 0; i < _classCount; i++)
            any |= _rule[i] = _pitches[i].Length > 0 && isAllowed(_pitches[i]) && (_length[i] == 0 || TicksOf(_length[i]) <= longestTicks);
        return any;
    }

    private int Nearest(int pitch)
    {
        for (var distance = 0; distance < 128; distance++)
        {
            if (pitch - distance >= 0 && _steering.AllowsPitch(pitch - distance)) return pitch - distance;
            if (pitch + distance < 128 && _steering.AllowsPitch(pitch + distance)) return pitch + distance;
        }

        return pitch;
    }

    private int ValueOf(string name)
    {
        if (_values.TryGetValue(name, out var value)) return value;
        var parts = name.Split('.');
        return _values.GetValueOrDefault($"{parts[0].Split('+')[0]}.{parts[1]}.{parts[2]}", _classCount);
    }

    private void Append(int value, IRowTarget target)
    {
        _row[0] = value;
        target.Append(_row);
    }
}
