namespace MusicGen.Core;

/// <summary>One line of music on a staff: notes that are written one chord after the other, tied where they overlap.</summary>
internal sealed class ScoreVoice
{
    private const int MaxVoices = 2;

    private readonly List<Note> _notes = [];
    private readonly Dictionary<int, List<Note>> _byBar = [];
    private long _lastOnset = -1;
    private long _lastEnd;

    /// <summary>Shares the notes of a staff among voices: a chord goes to the first voice that is free, and to the last one where none is.</summary>
    public static List<ScoreVoice> Of(IEnumerable<Note> notes, IReadOnlyList<ScoreBar> bars)
    {
        var voices = new List<ScoreVoice> { new() };
        foreach (var note in notes.OrderBy(note => note.OnsetTicks).ThenByDescending(note => note.Pitch))
        {
            var voice = voices.Find(voice => voice.Takes(note));
            if (voice is null && voices.Count < MaxVoices)
                voices.Add(voice = new ScoreVoice());
            (voice ?? voices[^1]).Add(note);
        }

        foreach (var voice in voices)
            voice.Deal(bars);
        return voices;
    }

    /// <summary>Whether there is a note of it in a bar.</summary>
    public bool SoundsIn(int bar) => _byBar.ContainsKey(bar);

    /// <summary>What is written in a bar: chords and rests without gap.</summary>
    public List<ScoreEvent> EventsIn(int index, ScoreBar bar)
    {
        var notes = _byBar.GetValueOrDefault(index) ?? [];
        var cuts = notes.SelectMany(note => new[] { note.OnsetTicks, note.EndTicks })
            .Where(ticks => ticks > bar.StartTicks && ticks < bar.EndTicks)
            .Append(bar.StartTicks).Append(bar.EndTicks).Distinct().Order().ToList();
        var events = new List<ScoreEvent>();
        for (var i = 0; i + 1 < cuts.Count; i++)
        {
            var (start, end) = (cuts[i], cuts[i + 1]);
            var sounding = notes.Where(note => note.OnsetTicks <= start && note.EndTicks >= end).OrderBy(note => note.Pitch).ToList();
            foreach (var value in NoteValue.Split(start - bar.StartTicks, end - bar.StartTicks, sounding.Count == 0, bar.IsCompound))
            {
                events.Add(new ScoreEvent(start, value, sounding));
                start += value.Ticks;
            }
        }

        MarkTriplets(events, bar.StartTicks);
        return events;
    }

    /// <summary>A triplet ends where its length is a whole number of threes of its smallest value, at the latest with the quarter.</summary>
    private static void MarkTriplets(List<ScoreEvent> events, long barStart)
    {
        for (var first = 0; first < events.Count; first++)
        {
            if (!events[first].Value.IsTriplet)
                continue;
            var last = first;
            var smallest = events[first].Value.Ticks;
            while (!IsComplete(events[last].EndTicks - events[first].StartTicks, smallest)
                && (events[last].EndTicks - barStart) % MusicalTime.Ppqn != 0
                && last + 1 < events.Count && events[last + 1].Value.IsTriplet)
            {
                last++;
                smallest = Math.Min(smallest, events[last].Value.Ticks);
            }

            if (last > first)
            {
                events[first] = events[first] with { StartsTuplet = true };
                events[last] = events[last] with { EndsTuplet = true };
            }

            first = last;
        }
    }

    private static bool IsComplete(long length, int smallest) => length % (3 * smallest) == 0;

    private bool Takes(Note note) => _lastEnd <= note.OnsetTicks || (_lastOnset == note.OnsetTicks && _lastEnd == note.EndTicks);

    private void Add(Note note)
    {
        _notes.Add(note);
        _lastOnset = note.OnsetTicks;
        _lastEnd = Math.Max(_lastEnd, note.EndTicks);
    }

    private void Deal(IReadOnlyList<ScoreBar> bars)
    {
        var first = 0;
        foreach (var note in _notes)
        {
            while (bars[first].EndTicks <= note.OnsetTicks)
                first++;
            for (var bar = first; bar < bars.Count && bars[bar].StartTicks < note.EndTicks; bar++)
            {
                if (!_byBar.TryGetValue(bar, out var list))
                    _byBar[bar] = list = [];
                list.Add(note);
            }
        }
    }
}
