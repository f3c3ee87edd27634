namespace MusicGen.Training;

/// <summary>A row is one of a joint vocabulary of notes, chords and rests × 3 lengths × 4 volumes, built from the training pieces. Its bits are its own.</summary>
internal sealed class JointRepresentation(Vocabulary vocabulary) : Representation(vocabulary)
{
    private const int LeastSeen = 8;

    public override string RowName => "chord or rest";

    public override bool IsChargedByNote => false;

    public override bool IsWithoutDrums => true;

    /// <summary>The classes that occur often enough in training pieces, the most frequent first, '|' between them.</summary>
    /// <exception cref="InvalidDataException">There is no music in the pieces.</exception>
    public static string Collect(IReadOnlyList<Piece> training)
    {
        var representation = new JointRepresentation(RowVocabularies.Joint(["60.0.2"]));
        var codec = RowStream.Of(representation.Vocabulary).Notes;
        var counts = new Dictionary<string, int>();
        foreach (var name in training.SelectMany(piece => RowVocabularies.JointClasses(representation.Quantise(codec, piece)))) counts[name] = counts.GetValueOrDefault(name) + 1;
        var often = counts.Where(entry => entry.Value >= LeastSeen).ToList();
        // Of very little music, everything.
        if (!often.Exists(entry => entry.Key[0] != 'R')) often = [.. counts];
        if (!often.Exists(entry => entry.Key[0] != 'R')) throw new InvalidDataException("Notes that are not drums expected in the training pieces, found none; prepare other music.");
        return string.Join('|', often.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Key));
    }
}
