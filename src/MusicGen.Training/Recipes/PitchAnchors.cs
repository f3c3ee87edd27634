namespace MusicGen.Training;

/// <summary>
/// What pitches are predicted by their distance from, beside what they are predicted to be: the last pitches, and the tonic of the key so far. What is
/// learned around an anchor in one key holds in all others. Each anchor has rows of its own in a head's relative projection.
/// </summary>
internal sealed class PitchAnchors
{
    private readonly List<PitchAnchor> _anchors = [];
    private readonly Vocabulary _vocabulary;

    /// <summary>The anchors that a vocabulary has inputs for.</summary>
    public PitchAnchors(Vocabulary vocabulary)
    {
        _vocabulary = vocabulary;
        int outputs = vocabulary.OutputFields.Count, pitch = vocabulary.OutputIndex(FieldNames.Pitch);
        // The last note's token is its pitch, or 128 for none; those of the notes before are the pitch + 1, or 0 for none.
        AddPitch(pitch, PitchAnchor.Pitches);
        foreach (var name in new[] { FieldNames.SecondLast, FieldNames.ThirdLast, FieldNames.FourthLast })
            if (vocabulary.ContextIndex(name) is var context and >= 0) AddPitch(outputs + context, PitchAnchor.Pitches + 1);
        if (vocabulary.ContextIndex(FieldNames.Tonality) is var key and >= 0) AddKey(outputs + key);
    }

    /// <summary>The anchors, in the order of their rows.</summary>
    public IReadOnlyList<PitchAnchor> Anchors => _anchors;

    /// <summary>Rows of all anchors together.</summary>
    public int Rows { get; private set; }

    private void AddPitch(int input, int above)
    {
        Add(input, PitchAnchor.Pitches + 1, isDistance: true, (token, pitch) => pitch - token + above);
        Rows += PitchAnchor.Pitches + above;
    }

    /// <summary>12 degrees of major keys, 12 of minor keys, 12 pitch classes where there is no key.</summary>
    private void AddKey(int input)
    {
        Add(input, Controls.KeyValues, isDistance: false, (token, pitch) =>
            token == 0 ? 24 + pitch % 12 : (pitch + 25 - token) % 12 + (token > 12 ? 12 : 0));
        Rows += 36;
    }

    private void Add(int input, int tokens, bool isDistance, Func<int, int, int> rowOf)
    {
        var rows = new long[tokens * PitchAnchor.Pitches];
        for (var i = 0; i < rows.Length; i++) rows[i] = Rows + rowOf(i / PitchAnchor.Pitches, i % PitchAnchor.Pitches);
        _anchors.Add(new PitchAnchor(input, _vocabulary.InputOffsets[input], rows) { IsDistance = isDistance });
    }
}
