using System.Globalization;

namespace MusicGen.Training;

/// <summary>
/// A row is one of a joint vocabulary of notes, chords and rests × 3 lengths × 4 volumes, built from the training pieces; chords keep their octaves. What is
/// not in the vocabulary is read as its nearest part: the chord's lowest note. Its bits are its own.
/// </summary>
/// <param name="classes">Classes as text, '|' between them; the last value is "anything else".</param>
internal sealed class JointRepresentation(string classes) : Representation(new Vocabulary(TimeBase.Metric, [new("class", classes.Split('|').Length + 1)], []))
{
    private const int LeastSeen = 8;
    private readonly string[] _names = classes.Split('|');
    private readonly Dictionary<string, int> _values = classes.Split('|').Select((name, i) => (name, i)).ToDictionary(entry => entry.name, entry => entry.i);

    public override string RowName => "chord or rest";

    public override bool IsChargedByNote => false;

    /// <summary>The classes that occur often enough in training pieces, the most frequent first.</summary>
    public static string Collect(IReadOnlyList<Piece> training)
    {
        var counts = new Dictionary<string, int>();
        foreach (var name in training.SelectMany(Names)) counts[name] = counts.GetValueOrDefault(name) + 1;
        return string.Join('|', counts.Where(entry => entry.Value >= LeastSeen).OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Key).DefaultIfEmpty("R.1.0"));
    }

    public override EncodedPiece Encode(Piece piece, Reading reading, int collection = 0)
    {
        int[] rows = [.. Names(Vary(piece, reading)).Select(ValueOf)];
        return new EncodedPiece(rows, [], rows.Length) { HasEndRow = false };
    }

    public override IReadOnlyList<Note> Decode(IReadOnlyList<int[]> rows)
    {
        var notes = new List<Note>();
        long onset = 0;
        foreach (var row in rows.Where(row => row[0] < _names.Length))
        {
            var parts = _names[row[0]].Split('.');
            var length = TicksOf(int.Parse(parts[1], CultureInfo.InvariantCulture));
            foreach (var pitch in parts[0] == "R" ? [] : parts[0].Split('+'))
                notes.Add(new Note(onset, length, byte.Parse(pitch, CultureInfo.InvariantCulture), (byte)(int.Parse(parts[2], CultureInfo.InvariantCulture) * 32 + 16)));
            onset += length;
        }

        return notes;
    }

    private int ValueOf(string name)
    {
        if (_values.TryGetValue(name, out var value)) return value;
        var parts = name.Split('.');
        return _values.GetValueOrDefault($"{parts[0].Split('+')[0]}.{parts[1]}.{parts[2]}", _names.Length);
    }

    private static IEnumerable<string> Names(Piece piece)
    {
        long end = 0;
        foreach (var onset in piece.Notes.Where(note => !note.IsDrum).GroupBy(note => note.OnsetTicks))
        {
            var rest = onset.Key - end;
            if (rest >= MusicalTime.Ppqn / 4) yield return string.Create(CultureInfo.InvariantCulture, $"R.{LengthOf(rest)}.0");
            var pitches = onset.Select(note => note.Pitch).Distinct().Order();
            yield return string.Create(CultureInfo.InvariantCulture, $"{string.Join('+', pitches)}.{LengthOf(onset.First().DurationTicks)}.{onset.Max(note => note.Velocity) / 32}");
            end = onset.Max(note => note.EndTicks);
        }
    }

    /// <summary>Eighth or shorter, quarter, half or longer.</summary>
    private static int LengthOf(long ticks) => ticks <= MusicalTime.Ppqn * 3 / 4 ? 0 : ticks <= MusicalTime.Ppqn * 3 / 2 ? 1 : 2;

    private static int TicksOf(int length) => (MusicalTime.Ppqn / 2) << length;
}
