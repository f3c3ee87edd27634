namespace MusicGen.Core;

/// <summary>Gives performed music beats and bars: tracks beats, moves notes to 16ths or triplets beat by beat, chooses where bars begin, keeps the tempo of each bar.</summary>
internal sealed class PerformanceQuantiser
{
    private const int Quarter = MusicalTime.Ppqn;

    /// <summary>A triplet must fit a beat so much better than 16ths to be believed.</summary>
    private const double TripletAdvantage = 0.6;

    private readonly Piece _piece;
    private readonly MetreChange? _metre;
    private readonly (double Start, double End, Note Note)[] _notes;
    private readonly IReadOnlyList<double> _beats;
    private readonly int[] _divisions;

    public PerformanceQuantiser(Piece piece, MetreChange? metre)
    {
        _piece = piece;
        _metre = metre;
        _notes = [.. piece.Notes.Select(note => (piece.Tempo.SecondsAt(note.OnsetTicks), piece.Tempo.SecondsAt(note.EndTicks), note))];
        _beats = BeatTracker.Find([.. _notes.Select(note => (note.Start, Weight(note.Note)))]);
        _divisions = Divisions();
    }

    public Piece Quantise()
    {
        var notes = Joined([.. _notes.Select(timed => ScoreQuantiser.OnGrid(timed.Note, Quantised(timed.Start), Quantised(timed.End)))]);
        var beatsInBar = _metre is { } given ? Math.Max(1, (int)(given.BarTicks / Quarter)) : new[] { 4, 3 }.MaxBy(bar => BestBar(notes, bar).Score);
        var upbeats = (beatsInBar - BestBar(notes, beatsInBar).Phase) % beatsInBar;
        var shifted = notes.Select(note => note with { OnsetTicks = note.OnsetTicks + ((long)upbeats * Quarter) });
        var metre = _metre is { } known ? known with { OnsetTicks = 0 } : new MetreChange(0, (byte)beatsInBar, 4);
        return new Piece(_piece.Name, ScoreQuantiser.Settled(shifted), new PieceTempo(Tempos(upbeats, beatsInBar)), [metre]);
    }

    private static double Weight(Note note) => (note.Velocity / 127.0) + (note.Pitch < 52 ? 0.3 : 0);

    /// <summary>Into how many parts each beat is divided: four, or three where its onsets fit that much better.</summary>
    private int[] Divisions()
    {
        var fours = new double[_beats.Count];
        var threes = new double[_beats.Count];
        foreach (var (start, _, _) in _notes)
        {
            var position = BeatPosition(start);
            var beat = Math.Clamp((int)position, 0, _beats.Count - 1);
            fours[beat] += Miss(position - beat, 4);
            threes[beat] += Miss(position - beat, 3);
        }

        return [.. fours.Zip(threes, (four, three) => three < four * TripletAdvantage && four > 0.05 ? 3 : 4)];
    }

    private static double Miss(double fraction, int division) => Math.Abs(fraction - (Math.Round(fraction * division) / division));

    private long Quantised(double seconds)
    {
        var position = Math.Max(0, BeatPosition(seconds));
        var beat = (int)position;
        var division = beat < _divisions.Length ? _divisions[beat] : 4;
        return ((long)beat * Quarter) + ((long)Math.Round((position - beat) * division) * Quarter / division);
    }

    /// <summary>Beats from the first one, with fraction; after the last beat the tempo goes on.</summary>
    private double BeatPosition(double seconds)
    {
        int low = 0, high = _beats.Count - 1;
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (_beats[middle] <= seconds) low = middle;
            else high = middle;
        }

        return low + ((seconds - _beats[low]) / BeatSeconds(low));
    }

    private double BeatSeconds(int beat) => beat + 1 < _beats.Count ? _beats[beat + 1] - _beats[beat] : beat > 0 ? _beats[beat] - _beats[beat - 1] : 0.5;

    /// <summary>
    /// Ends moved to an onset nearby: a player who lets go a little early or late means a note that lasts until the next, not a short rest or a tie.
    /// </summary>
    private static List<Note> Joined(List<Note> notes)
    {
        const int early = Quarter / 2, late = Quarter / 4;
        var onsets = notes.Select(note => note.OnsetTicks).Distinct().Order().ToList();
        return notes.ConvertAll(note =>
        {
            var after = onsets.BinarySearch(note.EndTicks);
            if (after >= 0)
                return note;
            after = ~after;
            var gap = after < onsets.Count ? onsets[after] - note.EndTicks : long.MaxValue;
            var overlap = note.EndTicks - onsets[after - 1];
            if (onsets[after - 1] > note.OnsetTicks && overlap <= Math.Min(late, gap))
                return note with { DurationTicks = note.DurationTicks - overlap };
            return gap <= Math.Min(early, note.DurationTicks) ? note with { DurationTicks = note.DurationTicks + gap } : note;
        });
    }

    /// <summary>How much louder the first beats of bars are than the others, at the beat where that is most.</summary>
    private static (double Score, int Phase) BestBar(List<Note> notes, int beatsInBar)
    {
        var accents = new double[beatsInBar];
        foreach (var note in notes.Where(note => note.OnsetTicks % Quarter == 0))
            accents[note.OnsetTicks / Quarter % beatsInBar] += Weight(note) + (Math.Min(note.DurationTicks, Quarter * 4) / (double)(Quarter * 4));
        var phase = Array.IndexOf(accents, accents.Max());
        return (accents[phase] / Math.Max(1e-9, accents.Average()), phase);
    }

    private IEnumerable<(long Ticks, int MicrosecondsPerQuarter)> Tempos(int upbeats, int beatsInBar)
    {
        var last = 0;
        for (var beat = -upbeats; beat < _beats.Count - 1; beat += beatsInBar)
        {
            var first = Math.Max(0, beat);
            var next = Math.Min(_beats.Count - 1, beat + beatsInBar);
            if (next <= first)
                continue;
            var bpm = Math.Clamp(Math.Round(60 * (next - first) / (_beats[next] - _beats[first])), 10, 1000);
            var microseconds = (int)Math.Round(60e6 / bpm);
            if (last == 0 || Math.Abs(microseconds - last) > last / 20)
                yield return ((long)(beat + upbeats) * Quarter, last = microseconds);
        }
    }
}
