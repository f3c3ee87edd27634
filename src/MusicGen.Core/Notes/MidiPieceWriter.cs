using System.Text;

namespace MusicGen.Core;

/// <summary>
/// Writes pieces as standard MIDI files of format 1 with <see cref="MusicalTime.Ppqn"/> ticks a quarter: the way out for recordings and rendered
/// tunes. The first track has the name, the tempo map and the metre; then comes a track for each channel and program. Equal pieces
/// give equal bytes.
/// </summary>
/// <remarks>
/// Thread-safe. In a MIDI file a release does not say which of two notes of one pitch it ends; so a note still sounding when its pitch is
/// struck again in its channel is written as ending there, and of two that start together the longer is written.
/// </remarks>
public static class MidiPieceWriter
{
    private const int PitchCount = 128;

    /// <summary>Writes a file, in place of one that is there.</summary>
    /// <param name="piece">What to write.</param>
    /// <param name="path">Where to.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Write(Piece piece, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write);
        Write(piece, stream);
    }

    /// <summary>Writes a file into a stream, which stays open.</summary>
    /// <param name="piece">What to write.</param>
    /// <param name="stream">Where to.</param>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public static void Write(Piece piece, Stream stream) =>
        ToMidiFile(piece).Write(stream, MidiFileFormat.MultiTrack, new WritingSettings { TextEncoding = Encoding.UTF8, UseRunningStatus = true });

    /// <summary>The file as it would be written.</summary>
    /// <param name="piece">What to write.</param>
    public static MidiFile ToMidiFile(Piece piece)
    {
        ArgumentNullException.ThrowIfNull(piece);
        var file = new MidiFile(NoteTracks(piece.Notes).Prepend(HeadTrack(piece)))
        {
            TimeDivision = new TicksPerQuarterNoteTimeDivision(MusicalTime.Ppqn),
        };
        return file;
    }

    private static TrackChunk HeadTrack(Piece piece)
    {
        var events = piece.Metres
            .Select(metre => (metre.OnsetTicks, Event: (MidiEvent)new TimeSignatureEvent(metre.Numerator, metre.Denominator)))
            .Concat(piece.Tempo.Changes.Select(tempo => (tempo.Ticks, Event: (MidiEvent)new SetTempoEvent(tempo.MicrosecondsPerQuarter))))
            .OrderBy(entry => entry.Item1)
            .Prepend((0, new SequenceTrackNameEvent(piece.Name)));
        return ToTrack(events);
    }

    private static IEnumerable<TrackChunk> NoteTracks(IReadOnlyList<Note> notes)
    {
        var tracks = new SortedDictionary<(byte Channel, byte Program), List<(long Ticks, int Rank, MidiEvent Event)>>();
        var programs = new int[16];
        Array.Fill(programs, -1);

        // Tracks that share a channel take turns in choosing its program; at one tick a player goes through the tracks in their order.
        foreach (var note in Separate(notes).OrderBy(note => note.OnsetTicks).ThenBy(note => note.Channel).ThenBy(note => note.Program))
        {
            if (!tracks.TryGetValue((note.Channel, note.Program), out var events))
                tracks[(note.Channel, note.Program)] = events = [];
            var channel = (FourBitNumber)note.Channel;
            var pitch = (SevenBitNumber)note.Pitch;
            if (programs[note.Channel] != note.Program)
                events.Add((note.OnsetTicks, 1, new ProgramChangeEvent((SevenBitNumber)note.Program) { Channel = channel }));
            programs[note.Channel] = note.Program;
            events.Add((note.OnsetTicks, 2, new NoteOnEvent(pitch, (SevenBitNumber)note.Velocity) { Channel = channel }));
            events.Add((note.EndTicks, 0, new NoteOffEvent(pitch, SevenBitNumber.MinValue) { Channel = channel }));
        }

        return tracks.Values.Select(events => ToTrack(events.OrderBy(entry => entry.Ticks).ThenBy(entry => entry.Rank).Select(entry => (entry.Ticks, entry.Event))));
    }

    /// <summary>The notes without overlaps of one pitch in one channel.</summary>
    internal static List<Note> Separate(IReadOnlyList<Note> notes)
    {
        var separate = new List<Note>(notes.Count);
        var last = new Dictionary<int, int>();
        foreach (var note in notes)
        {
            var key = (note.Channel * PitchCount) + note.Pitch;
            if (last.TryGetValue(key, out var index) && separate[index].EndTicks > note.OnsetTicks)
            {
                // Notes are in score order, so of two that start together the later here is the longer.
                if (separate[index].OnsetTicks == note.OnsetTicks)
                {
                    separate[index] = note;
                    continue;
                }

                separate[index] = separate[index] with { DurationTicks = note.OnsetTicks - separate[index].OnsetTicks };
            }

            last[key] = separate.Count;
            separate.Add(note);
        }

        return separate;
    }

    private static TrackChunk ToTrack(IEnumerable<(long Ticks, MidiEvent Event)> events)
    {
        var track = new TrackChunk();
        var last = 0L;
        foreach (var (ticks, midiEvent) in events)
        {
            midiEvent.DeltaTime = ticks - last;
            last = ticks;
            track.Events.Add(midiEvent);
        }

        return track;
    }
}
