using static MusicGen.Core.Tests.Tracks;

namespace MusicGen.Core.Tests;

/// <summary>How the sustain pedal lengthens notes when a MIDI file is read.</summary>
public sealed class SustainPedalTests
{
    [Theory]
    [InlineData(64, "60 0-500")]
    [InlineData(127, "60 0-500")]
    [InlineData(63, "60 0-100")]
    public void KeyReleasedWhileThePedalIsDownSoundsUntilItGoesUp(int value, string expected) =>
        Assert.Equal(expected, Read(Of((50, Control(Sustain, value)), (0, On(60)), (100, Off(60)), (500, Control(Sustain, 0)))));

    [Fact]
    public void PedalCountsOnlyWhereItIsToExtend() =>
        Assert.Equal("60 0-100", Read(new MidiPieceReader { ExtendsByPedal = false }, Of((0, On(60)), (50, Control(Sustain, 127)), (100, Off(60)), (500, Control(Sustain, 0)))));

    [Fact]
    public void StrikingThePitchAgainEndsTheHeldNote() =>
        Assert.Equal(
            "60 0-300, 62 0-500, 60 300-500",
            Read(Of((0, Control(Sustain, 127)), (0, On(60)), (0, On(62)), (100, Off(60)), (100, Off(62)), (300, On(60)), (400, Off(60)), (500, Control(Sustain, 0)))));

    [Fact]
    public void KeyHeldBeyondThePedalEndsWithTheKey() =>
        Assert.Equal("60 0-600", Read(Of((0, On(60)), (50, Control(Sustain, 127)), (500, Control(Sustain, 0)), (600, Off(60)))));

    [Fact]
    public void PedalPressedAfterTheKeyWentUpDoesNothing() =>
        Assert.Equal("60 0-100, 62 300-400", Read(Of((0, On(60)), (100, Off(60)), (101, Control(Sustain, 127)), (200, Control(Sustain, 0)), (300, On(62)), (400, Off(62)))));

    [Fact]
    public void PedalPressedInTheTickOfTheReleaseCatchesTheNote() =>
        Assert.Equal("60 0-200", Read(Of((0, On(60)), (100, Off(60)), (100, Control(Sustain, 127)), (200, Control(Sustain, 0)))));

    [Fact]
    public void PedalLeftDownHoldsUntilTheLastEvent() =>
        Assert.Equal("60 0-400, 62 300-400", Read(Of((0, Control(Sustain, 127)), (0, On(60)), (100, Off(60)), (300, On(62)), (400, Off(62)))));

    [Fact]
    public void HalfPedallingAboveTheThresholdChangesNothing() =>
        Assert.Equal("60 0-500", Read(Of((0, Control(Sustain, 127)), (0, On(60)), (100, Off(60)), (150, Control(Sustain, 70)), (200, Control(Sustain, 90)), (500, Control(Sustain, 63)))));

    [Fact]
    public void EachChannelHasItsPedalAcrossTracks() =>
        Assert.Equal(
            "60 0-500, 62 0-100",
            Read(Of((0, Control(Sustain, 127)), (500, Control(Sustain, 0))), Of((0, On(60)), (100, Off(60))), Of((0, On(62, channel: 1)), (100, Off(62, channel: 1)))));

    [Fact]
    public void ControllerResetLiftsThePedal() =>
        Assert.Equal("60 0-300", Read(Of((0, Control(Sustain, 127)), (0, On(60)), (100, Off(60)), (300, Control(121, 0)), (500, Control(Sustain, 0)))));

    [Fact]
    public void NoteOfNoLengthSoundsWhereThePedalHoldsIt() =>
        Assert.Equal("60 10-200", Read(Of((0, Control(Sustain, 127)), (10, On(60)), (10, Off(60)), (20, On(62)), (20, On(64)), (200, Control(Sustain, 0)))));
}
