using MusicGen.Midi.Live;

namespace MusicGen.Edge.Tests;

public sealed class KeyboardPartTests
{
    private readonly NoteEventQueue _queue = new(256);

    [Fact]
    public void KeysSoundOnTheirOwnChannelWithTheirOwnProgramAndDrumsStayDrums()
    {
        var part = Part(new KeyboardRouting { Channel = 15, Program = 4 });

        part.Begin();
        part.Play(new MidiMessage(0x92, 60, 100));
        part.Play(new MidiMessage(0x99, 38, 90));
        part.Play(new MidiMessage(0xB2, 64, 127));

        Assert.Equal(
            [(NoteEventKind.ProgramChange, 15, 4, 0), (NoteEventKind.NoteOn, 15, 60, 100), (NoteEventKind.NoteOn, 9, 38, 90), (NoteEventKind.ControlChange, 15, 64, 127)],
            Sent());
    }

    [Fact]
    public void OnlyWhatWasMovedGoesBack()
    {
        var part = Part();
        part.Play(new MidiMessage(0xB0, 64, 127));
        part.Play(new MidiMessage(0xB0, 64, 0));
        part.Play(new MidiMessage(0xB0, 11, 50));
        part.Play(new MidiMessage(0xB1, 20, 50));
        part.Play(new MidiMessage(0xE2, 0, 64));
        part.Play(new MidiMessage(0xE3, 0, 65));
        Sent();

        part.Release();

        Assert.Equal(
            [(NoteEventKind.ReleaseOwner, 0, 0, 0), (NoteEventKind.ControlChange, 0, 11, 127), (NoteEventKind.PitchBend, 3, 0, 64)],
            Sent());
    }

    [Theory]
    [InlineData(120)]
    [InlineData(123)]
    public void AllNotesOffRaisesTheKeysOfItsChannelAlone(byte control)
    {
        var part = Part();
        part.Play(new MidiMessage(0x90, 60, 100));
        part.Play(new MidiMessage(0x90, 64, 100));
        part.Play(new MidiMessage(0x91, 67, 100));
        Sent();

        part.Play(new MidiMessage(0xB0, control, 0));

        Assert.Equal([(NoteEventKind.NoteOff, 0, 60, 0), (NoteEventKind.NoteOff, 0, 64, 0)], Sent());
        Assert.Equal(1, part.HeldCount);
    }

    [Fact]
    public void ResetControllersPutsBackWhatWasMovedOnItsChannel()
    {
        var part = Part();
        part.Play(new MidiMessage(0xB0, 64, 127));
        part.Play(new MidiMessage(0xB1, 64, 127));
        Sent();

        part.Play(new MidiMessage(0xB0, 121, 0));

        Assert.Equal([(NoteEventKind.ControlChange, 0, 64, 0)], Sent());
    }

    [Fact]
    public void FullQueueLosesKeysButNeverTheirRelease()
    {
        var part = Part();
        part.Play(new MidiMessage(0x90, 60, 100));
        while (_queue.TryEnqueue(default))
        {
        }

        part.Play(new MidiMessage(0x90, 62, 100));
        Assert.True(part.IsSettled);
        part.Play(new MidiMessage(0x80, 60, 0));
        Assert.False(part.IsSettled);
        part.Play(new MidiMessage(0x90, 64, 100));
        Sent();

        part.Play(new MidiMessage(0x90, 65, 100));

        Assert.Equal([(NoteEventKind.ReleaseOwner, 0, 0, 0), (NoteEventKind.NoteOn, 0, 65, 100)], Sent());
        Assert.Equal((1, 3), (part.HeldCount, part.DroppedCount));
    }

    [Fact]
    public void EventsCarryTheFrameTheyCameAt()
    {
        var part = new KeyboardPart(_queue, 17, new KeyboardRouting(), () => 4711);

        part.Play(new MidiMessage(0x90, 60, 100));

        Assert.True(_queue.TryDequeue(out var sent));
        Assert.Equal((4711, 17, NoteEvent.LiveGeneration), (sent.Frame, sent.OwnerId, sent.Generation));
    }

    private KeyboardPart Part(KeyboardRouting? routing = null) => new(_queue, 16, routing ?? new KeyboardRouting(), () => 0);

    private List<(NoteEventKind Kind, int Channel, int Data1, int Data2)> Sent()
    {
        var sent = new List<(NoteEventKind, int, int, int)>();
        while (_queue.TryDequeue(out var e)) sent.Add((e.Kind, e.Channel, e.Data1, e.Data2));
        return sent;
    }
}
