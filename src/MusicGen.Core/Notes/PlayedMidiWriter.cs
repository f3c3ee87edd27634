using System.Text;

namespace MusicGen.Core;

/// <summary>
/// Writes what was played, as it was played, as a standard MIDI file of format 1: notes, pedals, wheels and programs, a track for the box and one
/// for whoever played with it. Ticks are milliseconds, as in performed music.
/// </summary>
/// <remarks>Thread-safe.</remarks>
public static class PlayedMidiWriter
{
    /// <summary>Writes a file into a stream, which stays open.</summary>
    /// <param name="name">Title.</param>
    /// <param name="events">Played events in order of frame. Notes that nobody ended are ended at the last event's frame.</param>
    /// <param name="sampleRate">Frames a second.</param>
    /// <param name="startFrame">Frame of the file's beginning; what is earlier is written there.</param>
    /// <param name="stream">Where to.</param>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public static void Write(string name, IReadOnlyList<NoteEvent> events, int sampleRate, long startFrame, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 1);
        var head = new TrackChunk(
            [new SequenceTrackNameEvent(name), new SetTempoEvent(MusicalTime.PerformedMicrosecondsPerQuarter), new TimeSignatureEvent(4, 4)]);
        var box = new TrackWriting("Box");
        var player = new TrackWriting("Player");
        foreach (var played in events)
        {
            var ticks = Math.Max(0, (long)Math.Round((played.Frame - startFrame) * 1000.0 / sampleRate));
            (played.OwnerId == NoteEvent.ComposerOwner ? box : player).Add(played, ticks);
        }

        var tracks = new List<TrackChunk> { head };
        foreach (var track in (TrackWriting[])[box, player])
            if (track.Close() is { } chunk) tracks.Add(chunk);
        var file = new MidiFile(tracks) { TimeDivision = new TicksPerQuarterNoteTimeDivision(MusicalTime.Ppqn) };
        file.Write(stream, MidiFileFormat.MultiTrack, new WritingSettings { TextEncoding = Encoding.UTF8, UseRunningStatus = true });
    }

    /// <summary>One track as it grows.</summary>
    private sealed class TrackWriting
    {
        private readonly TrackChunk _track = new();
        private readonly SortedSet<int> _sounding = [];
        private long _lastTicks;

        public TrackWriting(string name) => _track.Events.Add(new SequenceTrackNameEvent(name));

        public void Add(in NoteEvent played, long ticks)
        {
            var key = ((played.Channel & 15) << 7) | (played.Data1 & 127);
            if (played.Kind == NoteEventKind.NoteOn) _sounding.Add(key);
            // A note that began before the file has no end in it.
            else if (played.Kind == NoteEventKind.NoteOff && !_sounding.Remove(key)) return;
            if (ToMidi(played) is { } midiEvent) Add(midiEvent, (byte)(played.Channel & 15), ticks);
        }

        /// <summary>The track, or null where nothing was played in it.</summary>
        public TrackChunk? Close()
        {
            foreach (var key in _sounding)
                Add(new NoteOffEvent((SevenBitNumber)(byte)(key & 127), SevenBitNumber.MinValue), (byte)(key >> 7), _lastTicks);
            return _track.Events.Count > 1 ? _track : null;
        }

        private static ChannelEvent? ToMidi(in NoteEvent played)
        {
            var (first, second) = ((SevenBitNumber)(byte)(played.Data1 & 127), (SevenBitNumber)(byte)(played.Data2 & 127));
            return played.Kind switch
            {
                NoteEventKind.NoteOn => new NoteOnEvent(first, second),
                NoteEventKind.NoteOff => new NoteOffEvent(first, SevenBitNumber.MinValue),
                NoteEventKind.ControlChange => new ControlChangeEvent(first, second),
                NoteEventKind.ProgramChange => new ProgramChangeEvent(first),
                NoteEventKind.PitchBend => new PitchBendEvent((ushort)(first | second << 7)),
                _ => null,
            };
        }

        private void Add(ChannelEvent midiEvent, byte channel, long ticks)
        {
            // Two threads of time meet here: an event may be stamped a block late.
            ticks = Math.Max(ticks, _lastTicks);
            midiEvent.Channel = (FourBitNumber)channel;
            midiEvent.DeltaTime = ticks - _lastTicks;
            _lastTicks = ticks;
            _track.Events.Add(midiEvent);
        }
    }
}
