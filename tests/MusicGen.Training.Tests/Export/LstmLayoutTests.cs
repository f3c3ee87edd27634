namespace MusicGen.Training.Tests;

public sealed class LstmLayoutTests
{
    [Fact]
    public void GatesGoFromInputForgetCellOutputToInputOutputForgetCell() =>
        Assert.Equal([1f, 2, 7, 8, 3, 4, 5, 6], LstmLayout.Reordered([1f, 2, 3, 4, 5, 6, 7, 8]));

    [Fact]
    public void TheBiasOfTheInputComesFirst() =>
        Assert.Equal([1f, 4, 2, 3, 10, 40, 20, 30], LstmLayout.Bias([1f, 2, 3, 4], [10f, 20, 30, 40]));
}
