namespace MusicGen.Training.Tests;

/// <summary>Models by notes held against the source systems' classes.</summary>
public sealed class FoldTests
{
    private static readonly Representation _performed = Representation.Of(RecipeOptions.All["note"]);

    [Fact]
    public void MassIsAddedUpOverOctaves()
    {
        var fold = Fold.Of(_performed)[0];
        var logits = new float[128];
        Array.Fill(logits, -30);
        // The likeliest key is a D, but the C of three octaves together are likelier.
        logits[62] = MathF.Log(0.4f);
        foreach (var pitch in (int[])[48, 60, 72]) logits[pitch] = MathF.Log(0.2f);

        Assert.Equal(0, fold.BestClass(logits));
    }

    [Theory]
    [InlineData(125, 0)]
    [InlineData(250, 1)]
    [InlineData(500, 2)]
    [InlineData(1000, 3)]
    [InlineData(2000, 4)]
    public void PerformedTimesAreNoteValuesAtOneHundredAndTwenty(int milliseconds, int expected)
    {
        var fold = Fold.Of(_performed)[1];

        Assert.Equal("duration of 5, at 120", fold.Name);
        Assert.Equal(expected, fold.ClassOf[TimeGrid.Performed.BinOf(milliseconds / 10)]);
    }

    [Fact]
    public void ScoresCountTheFoldBesideTheField()
    {
        var fold = Fold.Of(_performed)[0];
        var score = new Score(_performed.Vocabulary.OutputFields, 1, [fold]);
        score.AddFolded(0, 72, 0);
        score.AddFolded(0, 61, 0);

        Assert.Equal(0.5, score.FoldedTopOne(0));
    }

    [Fact]
    public void APieceThatIsHardForBothDoesNotWidenTheirDifference()
    {
        var (score, other) = (new Score([new Field("pitch", 128)], 8), new Score([new Field("pitch", 128)], 8));
        for (var p = 0; p < 8; p++)
        {
            score.Notes[p] = other.Notes[p] = 100;
            other.Bits[p, 0] = 100 * (1 + 2 * p);
            score.Bits[p, 0] = other.Bits[p, 0] + 100;
        }

        var (low, high) = HeldOutTable.Bootstrap(score);
        var (lowMore, highMore) = HeldOutTable.BootstrapDifference(score, other);

        Assert.True(high - low > 4, $"{low}–{high}");
        Assert.Equal((1.0, 1.0), (Math.Round(lowMore, 9), Math.Round(highMore, 9)));
    }
}
