using System.Globalization;
using System.Text;

namespace MusicGen.Training;

/// <summary>The lines that hold a model by notes against the source systems' classes: probability added up over octaves and over times.</summary>
internal static class FoldedTable
{
    /// <param name="name">Name of the model.</param>
    /// <param name="representation">What its rows are.</param>
    /// <param name="score">On <paramref name="test"/>.</param>
    /// <param name="train">Pieces the floors learn from.</param>
    /// <param name="test">Pieces scored.</param>
    /// <returns>Lines, with an empty one after them; empty where nothing is folded.</returns>
    public static string Format(string name, Representation representation, Score score, IReadOnlyList<Piece> train, IReadOnlyList<Piece> test)
    {
        if (score.Folds.Count == 0) return "";
        var floors = Floors.Of(new FoldedRepresentation(representation, score.Folds), train, test);
        var text = new StringBuilder();
        text.Append($"{name} folded (each field given those before it, as when it composes): right at first guess\n");
        text.Append("                               model  markov-4  majority  repeat-last\n");
        for (var f = 0; f < score.Folds.Count; f++)
            text.Append(CultureInfo.InvariantCulture, $"  {score.Folds[f].Name,-26}{score.FoldedTopOne(f),8:P1}{floors.Markov.TopOne(f),10:P1}{floors.Majority.TopOne(f),10:P1}{floors.Repeat[f],13:P1}\n");
        return text.Append('\n').ToString();
    }
}
