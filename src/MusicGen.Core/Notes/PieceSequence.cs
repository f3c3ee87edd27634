namespace MusicGen.Core;

/// <summary>What one sequence of a file holds, in the program's ticks; a file has one, or several in format 2.</summary>
internal sealed class PieceSequence
{
    public List<Note> Notes { get; } = [];

    public List<(long Ticks, int MicrosecondsPerQuarter)> Tempos { get; } = [];

    public List<MetreChange> Metres { get; } = [];

    /// <summary>Sequences one after the other, each at the next whole quarter, with the file's defaults restored where it begins.</summary>
    public static PieceSequence Join(IEnumerable<PieceSequence> sequences)
    {
        var joined = new PieceSequence();
        var start = 0L;
        foreach (var sequence in sequences.Where(sequence => sequence.Notes.Count > 0))
        {
            var offset = start;
            if (offset > 0)
            {
                joined.Tempos.Add((offset, (int)SetTempoEvent.DefaultMicrosecondsPerQuarterNote));
                joined.Metres.Add(new MetreChange(offset, 4, 4));
            }

            joined.Notes.AddRange(sequence.Notes.Select(note => note with { OnsetTicks = note.OnsetTicks + offset }));
            joined.Tempos.AddRange(sequence.Tempos.Select(tempo => (tempo.Ticks + offset, tempo.MicrosecondsPerQuarter)));
            joined.Metres.AddRange(sequence.Metres.Select(metre => metre with { OnsetTicks = metre.OnsetTicks + offset }));
            var end = joined.Notes.Max(note => note.EndTicks);
            start = (end + MusicalTime.Ppqn - 1) / MusicalTime.Ppqn * MusicalTime.Ppqn;
        }

        return joined;
    }

    /// <summary>The piece; of several metres at one tick the last counts.</summary>
    public Piece ToPiece(string name) => new(
        name,
        Notes,
        new PieceTempo(Tempos),
        Metres.GroupBy(metre => metre.OnsetTicks).Select(group => group.Last()));
}
