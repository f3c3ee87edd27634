namespace MusicGen.Core.Tests;

public sealed class ScaleTests
{
    [Theory]
    [InlineData("C major", new[] { 0, 2, 4, 5, 7, 9, 11 })]
    [InlineData("d DORIAN", new[] { 2, 4, 5, 7, 9, 11, 0 })]
    [InlineData("Bb pentatonic", new[] { 10, 0, 2, 5, 7 })]
    [InlineData("A# pentatonic", new[] { 10, 0, 2, 5, 7 })]
    [InlineData("F# natural-minor", new[] { 6, 8, 9, 11, 1, 2, 4 })]
    [InlineData("C whole-tone", new[] { 0, 2, 4, 6, 8, 10 })]
    public void NamedScaleIsItsPitchClasses(string text, int[] pitchClasses)
    {
        Assert.True(Scale.TryParse(text, out var scale));

        Assert.Equal(pitchClasses.Aggregate(0, (mask, pitchClass) => mask | 1 << pitchClass), scale.PitchClasses);
    }

    [Theory]
    [InlineData("")]
    [InlineData("C")]
    [InlineData("H major")]
    [InlineData("C majestic")]
    [InlineData("C sharp major")]
    public void OtherTextIsNoScale(string text) => Assert.False(Scale.TryParse(text, out _));
}
