namespace MusicGen.Core.Tests.Conducting;

public sealed class FieldFreedomTests
{
    [Theory]
    [InlineData("events")]
    [InlineData("steps")]
    [InlineData("classes")]
    [InlineData("roll")]
    public void EveryKnobCanBeReadAndTurnedWhateverTheModelWrites(string kind)
    {
        var vocabulary = kind switch { "events" => RowVocabularies.Events(), "steps" => RowVocabularies.Steps(hasVelocity: true), "roll" => RowVocabularies.Roll(), _ => RowVocabularies.Classes(isFull: true) };
        var settings = new Settings(Steering.None, SamplingOptions.Same(vocabulary, FieldSampling.Full));

        foreach (var parameter in SteeringParameter.All)
        {
            parameter.Read(settings);
            settings = parameter.Turn(settings, parameter.Least);
        }

        settings.Steering.Check();
    }

    [Theory]
    [InlineData(0.3, 0)]
    [InlineData(0.7, 1)]
    [InlineData(6.4, 6.4)]
    [InlineData(40, 12)]
    public void AKnobOfLevelsIsSilentNearlyClosedAndStopsBetweenLevelsToo(double turned, double level)
    {
        var settings = new Settings(Steering.None, SamplingOptions.Same(RowVocabularies.Events(), FieldSampling.Full));

        Assert.Equal(level, SteeringParameter.Find("density")!.Turn(settings, turned).Steering.Density);
    }

    [Fact]
    public void TheFreedomOfPitchIsThatOfTheFieldThatSaysPitches()
    {
        var parameter = SteeringParameter.Find("temperature.pitch")!;
        var classes = parameter.Turn(new Settings(Steering.None, SamplingOptions.Same(RowVocabularies.Classes(), FieldSampling.Full)), 0.5);
        var events = parameter.Turn(new Settings(Steering.None, SamplingOptions.Same(RowVocabularies.Events(), FieldSampling.Full)), 0.5);

        Assert.Equal(0.5, parameter.Read(classes));
        Assert.Equal(1, classes.Sampling.Of(FieldNames.Length).Temperature);
        Assert.True(double.IsNaN(parameter.Read(events)));
    }
}
