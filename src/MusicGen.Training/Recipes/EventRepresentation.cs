namespace MusicGen.Training;

/// <summary>
/// A row is an event of a keyboard: 128 note-ons, 128 note-offs, 100 waits of 10 ms to 1 s, 32 velocities (S. Oore et al., This time with feeling,
/// Neural Computing and Applications 32, 2020); and the end of the piece. Exact at 10 ms: nothing is left open.
/// </summary>
internal sealed class EventRepresentation() : Representation(new Vocabulary(TimeBase.Performed, [new("event", End + 1)], []))
{
    private const int Off = 128, Wait = 256, WaitCount = 100, Loudness = Wait + WaitCount, End = Loudness + VelocityBins.Count;
    private static readonly NoteCodec _codec = new(NoteCodec.CreateVocabulary(TimeBase.Performed));

    public override string RowName => "event";

    public override EncodedPiece Encode(Piece piece, Reading reading, int collection = 0)
    {
        // The same quantised notes as every other recipe has; a pitch struck again ends the note before.
        var notes = Separate(_codec.Quantise(Vary(piece, reading)));
        var edges = notes.Select(note => (Cell: note.OnsetTicks / 10, Kind: 1, note.Pitch, note.Velocity))
            .Concat(notes.Select(note => (Cell: note.EndTicks / 10, Kind: 0, note.Pitch, note.Velocity))).Order();
        var rows = new List<int>();
        var isNote = new List<bool>();
        long now = 0;
        var loudness = -1;
        foreach (var (cell, kind, pitch, velocity) in edges)
        {
            for (; now < cell; now += Math.Min(WaitCount, cell - now)) Add((int)(Wait + Math.Min(WaitCount, cell - now) - 1), false);
            if (kind == 1 && VelocityBins.BinOf(velocity) != loudness) Add(Loudness + (loudness = VelocityBins.BinOf(velocity)), false);
            Add(kind == 1 ? pitch : Off + pitch, kind == 1);
        }

        Add(End, false);
        return new EncodedPiece([.. rows], [], rows.Count) { NoteRows = [.. isNote] };

        void Add(int value, bool note)
        {
            rows.Add(value);
            isNote.Add(note);
        }
    }

    private static Note[] Separate(Note[] notes)
    {
        var last = new int[128];
        Array.Fill(last, -1);
        for (var i = 0; i < notes.Length; i++)
        {
            ref var before = ref last[notes[i].Pitch];
            if (before >= 0 && notes[before].EndTicks > notes[i].OnsetTicks)
                notes[before] = notes[before] with { DurationTicks = notes[i].OnsetTicks - notes[before].OnsetTicks };
            before = i;
        }

        return notes;
    }

    public override bool IsEnd(ReadOnlySpan<int> row) => row[0] == End;

    public override IReadOnlyList<Note> Decode(IReadOnlyList<int[]> rows)
    {
        var notes = new List<Note>();
        var open = new int[128];
        Array.Fill(open, -1);
        long now = 0;
        byte velocity = 64;
        foreach (var row in rows)
        {
            var value = row[0];
            if (value < Wait)
            {
                var pitch = value % 128;
                if (open[pitch] >= 0) notes[open[pitch]] = notes[open[pitch]] with { DurationTicks = Math.Max(10, now - notes[open[pitch]].OnsetTicks) };
                open[pitch] = value < Off ? notes.Count : -1;
                if (value < Off) notes.Add(new Note(now, 500, (byte)pitch, velocity));
            }
            else if (value < Loudness) now += (value - Wait + 1) * 10;
            else if (value < End) velocity = VelocityBins.VelocityOf(value - Loudness);
        }

        return notes;
    }
}
