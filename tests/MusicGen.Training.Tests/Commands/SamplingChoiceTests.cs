using System.CommandLine;
using MusicGen.Training.Commands;

namespace MusicGen.Training.Tests;

public sealed class SamplingChoiceTests
{
    private static readonly Vocabulary Vocabulary = NoteCodec.CreateVocabulary(TimeBase.Performed);
    private static readonly SamplingOptions OfPackage =
        SamplingOptions.From(Vocabulary, new SamplingDefaults { Temperature = new Dictionary<string, double> { [FieldNames.Pitch] = 0.85 }, TopP = 0.97 });

    [Fact]
    public void WhatIsNotGivenIsAsThePackageSays()
    {
        var read = Read("", OfPackage);

        Assert.Equal(new FieldSampling(0.85, 0, 0.97), read.Of(FieldNames.Pitch));
        Assert.Equal(new FieldSampling(1, 0, 0.97), read.Of(FieldNames.Shift));
    }

    [Fact]
    public void WhatIsGivenHoldsForAllFieldsAndLeavesTheRest()
    {
        var read = Read("--temperature 0.5", OfPackage);

        Assert.Equal(new FieldSampling(0.5, 0, 0.97), read.Of(FieldNames.Pitch));
        Assert.Equal(new FieldSampling(0.5, 0, 0.97), read.Of(FieldNames.Velocity));
    }

    [Fact]
    public void ACheckpointSaysNothingAndIsDrawnPlainly() =>
        Assert.Equal(new FieldSampling(1, 7, 1), Read("--top-k 7", null).Of(FieldNames.Pitch));

    [Theory]
    [InlineData("--temperature 5")]
    [InlineData("--top-k -1")]
    [InlineData("--top-p 0")]
    public void ValuesOutOfRangeAreRefused(string arguments)
    {
        var command = new Command("compose");
        new SamplingChoice().AddTo(command);

        Assert.NotEmpty(command.Parse(arguments).Errors);
    }

    private static SamplingOptions Read(string arguments, SamplingOptions? habits)
    {
        var command = new Command("compose");
        var choice = new SamplingChoice();
        choice.AddTo(command);
        return choice.Read(command.Parse(arguments), Vocabulary, habits);
    }
}
