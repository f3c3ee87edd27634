using MusicGen.Midi.Live;

namespace MusicGen.Core.Tests;

/// <summary>What was played becomes a file, and a file what a keyboard would send.</summary>
public sealed class PlayedMidiTests
{
    private const int Rate = 48_000;

    [Fact]
    public void PlayedEventsComeBackAsTheyWerePlayed()
    {
        var file = Write(
            new NoteEvent(48_000, NoteEventKind.ProgramChange, 0, 19, 0, 1, 0),
            new NoteEvent(48_000, NoteEventKind.NoteOn, 0, 60, 100, 1, 0),
            new NoteEvent(60_000, NoteEventKind.ControlChange, 15, 64, 127, 16, NoteEvent.LiveGeneration),
            new NoteEvent(60_000, NoteEventKind.NoteOn, 15, 64, 90, 16, NoteEvent.LiveGeneration),
            new NoteEvent(72_000, NoteEventKind.NoteOff, 0, 60, 0, 1, 0),
            new NoteEvent(72_000, NoteEventKind.PitchBend, 15, 1, 65, 16, NoteEvent.LiveGeneration),
            new NoteEvent(96_000, NoteEventKind.NoteOff, 15, 64, 0, 16, NoteEvent.LiveGeneration));

        Assert.Equal(
            [
                new TimedMessage(0, new MidiMessage(0x90, 60, 100)),
                new TimedMessage(0.25, new MidiMessage(0xBF, 64, 127)),
                new TimedMessage(0.25, new MidiMessage(0x9F, 64, 90)),
                new TimedMessage(0.5, new MidiMessage(0x80, 60, 0)),
                new TimedMessage(0.5, new MidiMessage(0xEF, 1, 65)),
                new TimedMessage(1, new MidiMessage(0x8F, 64, 0)),
            ],
            MidiFileMessages.Read(file, "played"));
        var piece = new MidiPieceReader().Read(new MemoryStream(file), "played").Piece;
        Assert.Equal([(60, 19, 500L), (64, 0, 750L)], piece.Notes.Select(note => ((int)note.Pitch, (int)note.Program, note.DurationTicks)));
    }

    [Fact]
    public void NoteThatNobodyEndedEndsWithTheFileAndOneThatBeganBeforeItIsLeftOut()
    {
        var file = Write(
            new NoteEvent(10_000, NoteEventKind.NoteOff, 0, 70, 0, 1, 0),
            new NoteEvent(48_000, NoteEventKind.NoteOn, 0, 60, 100, 1, 0),
            new NoteEvent(96_000, NoteEventKind.NoteOn, 0, 62, 100, 1, 0));

        Assert.Equal(
            [(0, 0x90, 60), (1, 0x90, 62), (1, 0x80, 60), (1, 0x80, 62)],
            MidiFileMessages.Read(file, "played").Select(timed => ((int)timed.Seconds, timed.Message.Status & 0xF0, (int)timed.Message.Data1)));
    }

    [Fact]
    public void FileWithoutNotesStandsInForNobody()
    {
        var fault = Assert.Throws<InvalidDataException>(() => MidiFileMessages.Read(Write(new NoteEvent(0, NoteEventKind.ControlChange, 0, 7, 9, 1, 0)), "silent.mid"));

        Assert.StartsWith("Notes are expected in 'silent.mid'", fault.Message);
        Assert.Throws<InvalidDataException>(() => MidiFileMessages.Read([1, 2, 3], "noise.mid"));
    }

    private static byte[] Write(params NoteEvent[] events)
    {
        using var stream = new MemoryStream();
        PlayedMidiWriter.Write("a title", events, Rate, 48_000, stream);
        return stream.ToArray();
    }
}
