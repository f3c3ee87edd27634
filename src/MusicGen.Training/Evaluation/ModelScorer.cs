namespace MusicGen.Training;

/// <summary>
/// Scores anything that steps note by note (a package in ONNX Runtime, a checkpoint in libtorch) on whole pieces, the way
/// it plays: state carried from the first note, no control said.
/// </summary>
internal sealed class ModelScorer(INoteModel model)
{
    private readonly Vocabulary _vocabulary = model.Vocabulary;
    private readonly Representation _representation = Representation.Of(model.Vocabulary);
    private readonly RowTraits _traits = new(model.Vocabulary);

    /// <summary>Scores pieces.</summary>
    /// <param name="pieces">Held-out music.</param>
    /// <param name="best">Receives the best value of every counted row and field, in order, for comparing two models.</param>
    /// <param name="stop">Asks to stop.</param>
    public Score Run(IReadOnlyList<Piece> pieces, List<int> best, CancellationToken stop = default)
    {
        var score = new Score(_vocabulary.OutputFields, pieces.Count, Fold.Of(_representation));
        for (var p = 0; p < pieces.Count; p++)
        {
            stop.ThrowIfCancellationRequested();
            RunPiece(p, _representation.Encode(pieces[p], Reading.Plain), score, best);
        }

        return score;
    }

    private void RunPiece(int index, EncodedPiece piece, Score score, List<int> best)
    {
        var fields = _vocabulary.OutputFields.Count;
        var contexts = _vocabulary.ContextFields.Count;
        Span<int> inputs = stackalloc int[_vocabulary.InputCount];
        model.Reset();
        for (var row = 0; row < piece.Count; row++)
        {
            for (var f = 0; f < fields; f++)
                inputs[f] = row > 0 ? piece.Rows[(row - 1) * fields + f] : _vocabulary.StartValue(f);
            piece.Context.AsSpan(row * contexts, contexts).CopyTo(inputs[fields..]);
            model.Forward(inputs);
            _traits.Read(piece.Notes, row);
            var values = piece.Rows.AsSpan(row * fields, fields);
            for (var f = 0; f < fields; f++)
            {
                if (!piece.IsCounted(row, f)) continue;
                var logits = model.Logits(f, values[..f], _traits.Of(f));
                var (bits, top) = Bits(logits, values[f]);
                score.Bits[index, f] += bits + _representation.RemainderBits(piece, row, f);
                score.Rows[f]++;
                if (top == values[f]) score.Right[f]++;
                best.Add(top);
                for (var i = 0; i < score.Folds.Count; i++)
                    if (score.Folds[i].Field == f) score.AddFolded(i, values[f], score.Folds[i].BestClass(logits));
            }
        }

        score.Notes[index] = piece.NoteCount;
    }

    private static (double Bits, int Top) Bits(ReadOnlySpan<float> logits, int value)
    {
        var top = 0;
        for (var i = 1; i < logits.Length; i++)
            if (logits[i] > logits[top]) top = i;
        double sum = 0;
        foreach (var logit in logits) sum += Math.Exp(logit - logits[top]);
        return ((Math.Log(sum) + logits[top] - logits[value]) / Math.Log(2), top);
    }
}
