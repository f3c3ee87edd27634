namespace MusicGen.Training;

/// <summary>
/// What the values of a field are predicted by their distance from, beside what they are predicted to be. Pitches: the last pitches, and the tonic of the key
/// so far; what is learned around an anchor in one key holds in all others. Shifts and durations: the ends of the notes that sound, as notes begin where
/// others end and end together. All fields: how a place heard before goes on, and what is known of each value (<see cref="Vocabulary.Traits"/>). Each anchor has rows of its own in a head's relative projection.
/// </summary>
internal sealed class Anchors
{
    private readonly List<Anchor> _all = [];
    private readonly Vocabulary _vocabulary;

    private Anchors(Vocabulary vocabulary) => _vocabulary = vocabulary;

    /// <summary>The anchors, in the order of their rows.</summary>
    public IReadOnlyList<Anchor> All => _all;

    /// <summary>Rows of all anchors together.</summary>
    public int Rows { get; private set; }

    /// <summary>The anchors of an output field that a vocabulary has inputs for; null = none.</summary>
    public static Anchors? Of(Vocabulary vocabulary, int field)
    {
        var anchors = new Anchors(vocabulary);
        switch (vocabulary.OutputFields[field].Name)
        {
            case FieldNames.Pitch: anchors.AddPitches(field); break;
            case FieldNames.Shift:
                anchors.AddEnds(field, []);
                anchors.AddMatch(field, FieldNames.MatchShift);
                break;
            case FieldNames.Duration:
                anchors.AddEnds(field, ShiftCells(TimeGrid.Of(vocabulary.TimeBase)));
                anchors.AddMatch(field, FieldNames.MatchDuration);
                break;
            case FieldNames.Velocity: anchors.AddMatch(field, FieldNames.MatchVelocity); break;
        }

        anchors.AddTraits(field);
        return anchors.Rows == 0 ? null : anchors;
    }

    private void AddPitches(int pitch)
    {
        var outputs = _vocabulary.OutputFields.Count;
        // The last note's token is its pitch, or 128 for none; those of the notes before are the pitch + 1, or 0 for none.
        AddPitch(pitch, PitchAnchor.Pitches);
        foreach (var name in new[] { FieldNames.SecondLast, FieldNames.ThirdLast, FieldNames.FourthLast })
            if (_vocabulary.ContextIndex(name) is var context and >= 0) AddPitch(outputs + context, PitchAnchor.Pitches + 1);
        if (_vocabulary.ContextIndex(FieldNames.Tonality) is var key and >= 0) AddKey(outputs + key);
        foreach (var name in new[] { FieldNames.Match, FieldNames.SecondMatch, FieldNames.ThirdMatch })
            if (_vocabulary.ContextIndex(name) is var context and >= 0) AddPitch(outputs + context, PitchAnchor.Pitches + 1);
    }

    private void AddPitch(int input, int above)
    {
        AddTable(input, PitchAnchor.Pitches + 1, isDistance: true, (token, pitch) => pitch - token + above);
        Rows += PitchAnchor.Pitches + above;
    }

    /// <summary>12 degrees of major keys, 12 of minor keys, 12 pitch classes where there is no key.</summary>
    private void AddKey(int input)
    {
        AddTable(input, Controls.KeyValues, isDistance: false, (token, pitch) =>
            token == 0 ? 24 + pitch % 12 : (pitch + 25 - token) % 12 + (token > 12 ? 12 : 0));
        Rows += 36;
    }

    private void AddTable(int input, int tokens, bool isDistance, Func<int, int, int> rowOf)
    {
        var rows = new long[tokens * PitchAnchor.Pitches];
        for (var i = 0; i < rows.Length; i++) rows[i] = Rows + rowOf(i / PitchAnchor.Pitches, i % PitchAnchor.Pitches);
        _all.Add(new PitchAnchor(input, _vocabulary.InputOffsets[input], rows) { IsDistance = isDistance });
    }

    private void AddEnds(int field, long[] shiftCells)
    {
        TimeGrid grid = TimeGrid.Of(_vocabulary.TimeBase), sounding = TimeGrid.SoundingOf(_vocabulary.TimeBase);
        long[] cells = [.. Enumerable.Range(0, sounding.BinCount).Select(bin => (long)sounding.CellOf(bin))];
        long[] bins = [.. Enumerable.Range(0, sounding.CellCount).Select(cell => (long)grid.BinOf(cell))];
        foreach (var name in new[] { FieldNames.Sounding, FieldNames.SecondSounding, FieldNames.ThirdSounding })
        {
            var context = _vocabulary.ContextIndex(name);
            if (context >= 0) AddBins(field, context, cells, shiftCells, bins);
        }
    }

    /// <summary>The bin itself is said, 1 above, as 0 says that there is none.</summary>
    private void AddMatch(int field, string name)
    {
        var context = _vocabulary.ContextIndex(name);
        if (context < 0) return;
        long[] tokens = [.. Enumerable.Range(0, _vocabulary.ContextFields[context].Size).Select(token => (long)token)];
        AddBins(field, context, tokens, [], [.. tokens.Select(token => token - 1)]);
    }

    private void AddTraits(int field)
    {
        var (name, size) = _vocabulary.OutputFields[field];
        var first = 0;
        foreach (var trait in _vocabulary.Traits.Where(trait => trait.Field == name))
        {
            _all.Add(new TraitAnchor(first, Rows, size));
            first += size;
            Rows += trait.Size;
        }
    }

    private void AddBins(int field, int context, long[] cells, long[] shiftCells, long[] bins)
    {
        var input = _vocabulary.OutputFields.Count + context;
        _all.Add(new BinAnchor(input, _vocabulary.InputOffsets[input], Rows, _vocabulary.OutputFields[field].Size, cells, shiftCells, bins));
        Rows += BinAnchor.RowCount;
    }

    /// <summary>The last shift is the end of the piece: no note sounds on to it.</summary>
    private static long[] ShiftCells(TimeGrid grid) => [.. Enumerable.Range(0, grid.BinCount).Select(bin => (long)grid.CellOf(bin)), grid.CellCount];
}
