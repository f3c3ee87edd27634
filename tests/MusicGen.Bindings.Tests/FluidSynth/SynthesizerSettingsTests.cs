using MusicGen.Bindings.FluidSynth;

namespace MusicGen.Bindings.Tests.FluidSynth;

/// <summary>The settings keep MeltySynth's defaults and ranges.</summary>
public sealed class SynthesizerSettingsTests
{
    [Fact]
    public void DefaultsAreThoseOfThePackage()
    {
        var settings = new SynthesizerSettings(44_100);

        Assert.Equal((44_100, 64, 64, true),
            (settings.SampleRate, settings.BlockSize, settings.MaximumPolyphony, settings.EnableReverbAndChorus));
    }

    [Theory]
    [InlineData(15_999)]
    [InlineData(192_001)]
    public void SampleRateOutsideItsRangeIsRefused(int sampleRate) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SynthesizerSettings(sampleRate));

    [Theory]
    [InlineData(7, 64)]
    [InlineData(1_025, 64)]
    [InlineData(64, 7)]
    [InlineData(64, 257)]
    public void BlockSizeAndPolyphonyOutsideTheirRangesAreRefused(int blockSize, int polyphony) =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new SynthesizerSettings(48_000) { BlockSize = blockSize, MaximumPolyphony = polyphony });
}
