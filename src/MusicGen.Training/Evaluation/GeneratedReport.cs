using System.Globalization;
using System.Text;

namespace MusicGen.Training;

/// <summary>What generated music measured beside human music, for people and, as it is, for JSON.</summary>
/// <param name="Excerpts">Excerpts of the generated music, of the human set and of its other half.</param>
/// <param name="Seconds">Length of an excerpt at most.</param>
/// <param name="MeanOverlap">Mean overlap area over the paper's nine features.</param>
/// <param name="Features">Overlap with the human set, feature by feature.</param>
/// <param name="Measures">Mean of each figure.</param>
/// <param name="Copying">How much stands in the training data.</param>
/// <param name="Stream">An unbroken stream, where one was asked for.</param>
internal sealed record GeneratedReport(
    SetValues<int> Excerpts, double Seconds, SetValues<double> MeanOverlap, IReadOnlyList<FeatureRow> Features, IReadOnlyList<MeasureRow> Measures,
    SetValues<CopyFigures> Copying, StreamFigures? Stream)
{
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Excerpts.Generated} generated excerpts of up to {Seconds:0} s against {Excerpts.Human} human ones (floor: the other {Excerpts.Floor} human ones with notes and steps shuffled; ceiling: those as they are)\n\n");
        text.Append("overlap area (divergence, nats)      generated         shuffled           human\n");
        foreach (var row in Features)
            text.Append(CultureInfo.InvariantCulture, $"  {row.Name,-28}{row.Generated.Area,8:0.000} ({row.Generated.Divergence:0.00}){row.Floor.Area,12:0.000} ({row.Floor.Divergence:0.00}){row.Human.Area,10:0.000} ({row.Human.Divergence:0.00})\n");
        text.Append(CultureInfo.InvariantCulture, $"  {"mean of the first nine",-28}{MeanOverlap.Generated,8:0.000}{MeanOverlap.Floor,19:0.000}{MeanOverlap.Human,17:0.000}\n\n");
        text.Append("means                               generated   shuffled      human\n");
        foreach (var row in Measures)
            text.Append(CultureInfo.InvariantCulture, $"  {row.Name,-34}{row.Values.Generated,9:0.000}{row.Values.Floor,11:0.000}{row.Values.Human,11:0.000}\n");
        text.Append("\ncopied from training                generated      human\n");
        text.Append(CultureInfo.InvariantCulture, $"  {"mean share of 8-step runs",-34}{Copying.Generated.MeanShare,9:0.000}{Copying.Human.MeanShare,11:0.000}\n");
        text.Append(CultureInfo.InvariantCulture, $"  {"largest share",-34}{Copying.Generated.LargestShare,9:0.000}{Copying.Human.LargestShare,11:0.000}\n");
        text.Append(CultureInfo.InvariantCulture, $"  {"excerpts over 0.15",-34}{Copying.Generated.OverLimit,9}{Copying.Human.OverLimit,11}\n");
        text.Append(CultureInfo.InvariantCulture, $"  {"longest equal run, notes",-34}{Copying.Generated.LongestRun,9}{Copying.Human.LongestRun,11}\n");
        if (Stream is { } stream)
            text.Append(CultureInfo.InvariantCulture, $"\nunbroken stream of {stream.Minutes:0} minutes: {stream.Notes} notes, {stream.Pieces} pieces, stuck share {stream.StuckShare:P2}\n");
        return text.ToString();
    }
}

/// <summary>A figure of each of the three sets.</summary>
internal sealed record SetValues<T>(T Generated, T Floor, T Human);

/// <summary>One feature: overlap of each set with the human set.</summary>
internal sealed record FeatureRow(string Name, FeatureOverlap Generated, FeatureOverlap Floor, FeatureOverlap Human);

/// <summary>One figure: its mean in each set.</summary>
internal sealed record MeasureRow(string Name, SetValues<double> Values);

/// <summary>What of a set stands in the training data already.</summary>
internal sealed record CopyFigures(double MeanShare, double LargestShare, int OverLimit, int LongestRun);

/// <summary>A stream as the box plays it, piece after piece.</summary>
internal sealed record StreamFigures(double Minutes, long Notes, int Pieces, double StuckShare);
