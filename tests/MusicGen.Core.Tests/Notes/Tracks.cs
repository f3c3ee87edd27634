namespace MusicGen.Core.Tests;

/// <summary>Tracks and files for tests, from events at times from the start.</summary>
internal static class Tracks
{
    public const int Sustain = 64;

    /// <summary>A track of events at ticks; at one tick in the order given.</summary>
    public static TrackChunk Of(params (long Ticks, MidiEvent Event)[] events)
    {
        var track = new TrackChunk();
        var last = 0L;
        foreach (var (ticks, midiEvent) in events.OrderBy(entry => entry.Ticks))
        {
            midiEvent.DeltaTime = ticks - last;
            last = ticks;
            track.Events.Add(midiEvent);
        }

        return track;
    }

    public static MidiEvent On(int pitch, int velocity = 64, int channel = 0) =>
        new NoteOnEvent((SevenBitNumber)(byte)pitch, (SevenBitNumber)(byte)velocity) { Channel = (FourBitNumber)(byte)channel };

    public static MidiEvent Off(int pitch, int channel = 0) =>
        new NoteOffEvent((SevenBitNumber)(byte)pitch, (SevenBitNumber)0) { Channel = (FourBitNumber)(byte)channel };

    public static MidiEvent Control(int number, int value, int channel = 0) =>
        new ControlChangeEvent((SevenBitNumber)(byte)number, (SevenBitNumber)(byte)value) { Channel = (FourBitNumber)(byte)channel };

    public static MidiEvent Program(int program, int channel = 0) =>
        new ProgramChangeEvent((SevenBitNumber)(byte)program) { Channel = (FourBitNumber)(byte)channel };

    /// <summary>A file with the program's own ticks.</summary>
    public static MidiFile File(params TrackChunk[] tracks) => new(tracks) { TimeDivision = new TicksPerQuarterNoteTimeDivision(480) };

    public static byte[] Bytes(MidiFile file, MidiFileFormat format = MidiFileFormat.MultiTrack)
    {
        using var stream = new MemoryStream();
        file.Write(stream, format);
        return stream.ToArray();
    }

    /// <summary>The piece of a file with these tracks, its notes as "pitch onset-end".</summary>
    public static string Read(MidiPieceReader reader, params TrackChunk[] tracks) =>
        string.Join(", ", reader.ToPiece(File(tracks), "test").Notes.Select(note => $"{note.Pitch} {note.OnsetTicks}-{note.EndTicks}"));

    public static string Read(params TrackChunk[] tracks) => Read(new MidiPieceReader(), tracks);
}
