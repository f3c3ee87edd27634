namespace MusicGen.Training;

/// <summary>What classes of a representation are held against: a Markov chain, the most frequent class, the class before.</summary>
/// <param name="Markov">Of order 4.</param>
/// <param name="Majority">The unigram, whose first guess is the majority.</param>
/// <param name="Repeat">(F) share of rows equal to the one before.</param>
internal sealed record Floors(Score Markov, Score Majority, double[] Repeat)
{
    /// <summary>Learns from training pieces and scores held-out ones.</summary>
    public static Floors Of(Representation representation, IReadOnlyList<Piece> train, IReadOnlyList<Piece> test)
    {
        var held = Encode(test);
        var learned = Encode(train);
        return new(Run(4), Run(0), RepeatLast.TopOne(held, representation.Vocabulary));

        Score Run(int order)
        {
            var chain = new MarkovBaseline(order, representation);
            chain.Learn(learned);
            return chain.Run(held);
        }

        EncodedPiece[] Encode(IReadOnlyList<Piece> pieces) => [.. pieces.Select(piece => representation.Encode(piece, Reading.Plain))];
    }
}
