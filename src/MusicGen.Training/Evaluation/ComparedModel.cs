namespace MusicGen.Training;

/// <summary>One recipe of a comparison: its runs with different seeds, scored on the same held-out pieces.</summary>
/// <param name="Name">Recipe.</param>
/// <param name="Representation">What its rows are.</param>
/// <param name="Scores">One per seed.</param>
/// <param name="Parameters">Weights.</param>
/// <param name="NotesRead">Notes read in training, mean over seeds.</param>
/// <param name="ValidationBits">Bits of the chosen checkpoint on validation, mean over seeds.</param>
internal sealed record ComparedModel(
    string Name, Representation Representation, IReadOnlyList<Score> Scores, long Parameters, double NotesRead, double ValidationBits)
{
    /// <summary>The mean over seeds, piece by piece: what intervals over pieces are drawn from.</summary>
    public Score Mean()
    {
        var mean = new Score(Scores[0].Fields, Scores[0].Notes.Length, Scores[0].Folds);
        foreach (var score in Scores)
        {
            for (var i = 0; i < mean.Folds.Count; i++)
            {
                mean.FoldedRight[i] += score.FoldedRight[i];
                mean.FoldedRows[i] += score.FoldedRows[i];
            }

            for (var f = 0; f < mean.Fields.Count; f++)
            {
                mean.Right[f] += score.Right[f];
                mean.Rows[f] += score.Rows[f];
                for (var p = 0; p < mean.Notes.Length; p++) mean.Bits[p, f] += score.Bits[p, f] / Scores.Count;
            }
        }

        Scores[0].Notes.CopyTo(mean.Notes, 0);
        return mean;
    }
}
