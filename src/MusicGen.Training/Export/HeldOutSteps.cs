namespace MusicGen.Training;

/// <summary>Held-out pieces as the steps a model is run through: for parity checks and golden vectors.</summary>
internal static class HeldOutSteps
{
    /// <summary>Steps of the golden vector: long enough for every part of the state to matter.</summary>
    private const int GoldenSteps = 24;

    public static ParityPiece Of(EncodedPiece piece, Vocabulary vocabulary)
    {
        int fields = vocabulary.OutputFields.Count, contexts = vocabulary.ContextFields.Count, width = vocabulary.InputCount;
        var inputs = new int[piece.Count * width];
        int[] targets = [.. piece.Rows];
        for (var row = 0; row < piece.Count; row++)
        {
            for (var f = 0; f < fields; f++)
            {
                inputs[row * width + f] = row > 0 ? piece.Rows[(row - 1) * fields + f] : vocabulary.StartValue(f);
                if (!piece.IsCounted(row, f)) targets[row * fields + f] = -1;
            }

            piece.Context.AsSpan(row * contexts, contexts).CopyTo(inputs.AsSpan(row * width + fields));
        }

        return new ParityPiece(inputs, targets) { Notes = piece.Notes, NoteCount = piece.NoteRows is null ? 0 : piece.NoteCount };
    }

    /// <summary>Inputs of the golden vector: the start of a piece with every control said.</summary>
    public static IReadOnlyList<IReadOnlyList<int>> Golden(Piece piece, Vocabulary vocabulary)
    {
        var encoded = Representation.Of(vocabulary).Encode(piece, Reading.Plain with { ControlsSaid = -1 });
        var steps = Of(encoded, vocabulary).Inputs;
        return [.. steps.Chunk(vocabulary.InputCount).Take(GoldenSteps)];
    }
}
