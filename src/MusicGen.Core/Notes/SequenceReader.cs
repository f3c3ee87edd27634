namespace MusicGen.Core;

/// <summary>Goes once through the events of tracks that sound together, in order of time, and collects keys, pedals, tempo and metre.</summary>
internal sealed class SequenceReader
{
    private const int SustainController = 64;
    private const int AllSoundOffController = 120;
    private const int ResetController = 121;
    private const int AllNotesOffController = 123;
    private const int PedalThreshold = 64;
    private const int ChannelCount = 16;

    /// <summary>Longest delta time of the file format (28 bits). What is longer is a negative one, written as 32 bits without a sign.</summary>
    public const long MaxDeltaTicks = 0x0FFF_FFFF;

    private readonly TickScale _scale;
    private readonly bool _extendsByPedal;
    private readonly PieceSequence _sequence = new();
    private readonly List<KeyNote> _notes = [];
    private readonly PedalLine[] _pedals = [.. Enumerable.Range(0, ChannelCount).Select(_ => new PedalLine())];
    private readonly Dictionary<(int Track, int Key), Queue<KeyNote>> _open = [];
    private readonly Dictionary<(int Track, int Channel), byte> _trackPrograms = [];
    private readonly byte[] _channelPrograms = new byte[ChannelCount];
    private long _lastTicks;

    public SequenceReader(TickScale scale, bool extendsByPedal)
    {
        _scale = scale;
        _extendsByPedal = extendsByPedal;
    }

    public PieceSequence Read(IReadOnlyList<TrackChunk> tracks)
    {
        if (_scale.IsPerformed)
            _sequence.Tempos.Add((0, MusicalTime.PerformedMicrosecondsPerQuarter));
        foreach (var (fileTicks, track, midiEvent) in InOrderOfTime(tracks))
            Take(fileTicks, track, midiEvent);
        foreach (var pedal in _pedals)
            pedal.End(_lastTicks);
        _sequence.Notes.AddRange(new NoteSettling(_pedals, _extendsByPedal).Settle(_notes));
        return _sequence;
    }

    /// <summary>
    /// The events that matter, by time, at one time in the order of tracks and of the file. Program changes go first: a note struck together
    /// with one, in another track or just before it, is meant for the new instrument.
    /// </summary>
    private static List<(long Ticks, int Track, MidiEvent Event)> InOrderOfTime(IReadOnlyList<TrackChunk> tracks)
    {
        var ordered = new List<(long Ticks, int Rank, int Index, int Track, MidiEvent Event)>();
        for (var track = 0; track < tracks.Count; track++)
        {
            var ticks = 0L;
            foreach (var midiEvent in tracks[track].Events)
            {
                var delta = midiEvent.DeltaTime;
                ticks = Math.Max(0, delta <= MaxDeltaTicks ? ticks + delta : ticks + (int)(uint)delta);
                if (midiEvent is NoteOnEvent or NoteOffEvent or ControlChangeEvent or ProgramChangeEvent or SetTempoEvent or TimeSignatureEvent)
                    ordered.Add((ticks, midiEvent is ProgramChangeEvent ? 0 : 1, ordered.Count, track, midiEvent));
            }
        }

        // Most files of one track are in order already, and sorting is what would take the time.
        for (var index = 1; index < ordered.Count; index++)
        {
            if (Order(ordered[index - 1], ordered[index]) <= 0)
                continue;
            ordered.Sort(Order);
            break;
        }

        return ordered.ConvertAll(entry => (entry.Ticks, entry.Track, entry.Event));
    }

    private static int Order((long Ticks, int Rank, int Index, int Track, MidiEvent Event) a, (long Ticks, int Rank, int Index, int Track, MidiEvent Event) b)
    {
        if (a.Ticks != b.Ticks)
            return a.Ticks.CompareTo(b.Ticks);
        return a.Rank != b.Rank ? a.Rank.CompareTo(b.Rank) : a.Index.CompareTo(b.Index);
    }

    private void Take(long fileTicks, int track, MidiEvent midiEvent)
    {
        var ticks = _scale.Apply(fileTicks);
        switch (midiEvent)
        {
            case NoteOnEvent { Velocity: var velocity } noteOn when velocity > 0:
                Press(fileTicks, track, noteOn);
                break;
            case NoteOnEvent silent:
                Release(fileTicks, track, silent.Channel, silent.NoteNumber);
                break;
            case NoteOffEvent noteOff:
                Release(fileTicks, track, noteOff.Channel, noteOff.NoteNumber);
                break;
            case ControlChangeEvent control:
                Control(ticks, control);
                break;
            case ProgramChangeEvent change:
                _channelPrograms[change.Channel] = change.ProgramNumber;
                _trackPrograms[(track, change.Channel)] = change.ProgramNumber;
                break;
            case SetTempoEvent tempo when !_scale.IsPerformed:
                _sequence.Tempos.Add((ticks, (int)tempo.MicrosecondsPerQuarterNote));
                break;
            case TimeSignatureEvent { Numerator: > 0 } metre when !_scale.IsPerformed:
                _sequence.Metres.Add(new MetreChange(ticks, metre.Numerator, metre.Denominator));
                break;
        }
    }

    private void Press(long fileTicks, int track, NoteOnEvent noteOn)
    {
        var note = new KeyNote
        {
            OnsetTicks = fileTicks,
            Pitch = noteOn.NoteNumber,
            Velocity = noteOn.Velocity,
            Channel = noteOn.Channel,
            Program = _trackPrograms.GetValueOrDefault((track, noteOn.Channel), _channelPrograms[noteOn.Channel]),
        };
        if (!_open.TryGetValue((track, note.Key), out var queue))
            _open[(track, note.Key)] = queue = new Queue<KeyNote>();
        queue.Enqueue(note);
    }

    private void Release(long fileTicks, int track, int channel, int pitch)
    {
        if (_open.TryGetValue((track, (channel * 128) + pitch), out var queue) && queue.TryDequeue(out var note))
            End(note, fileTicks);
    }

    private void End(KeyNote note, long fileTicks)
    {
        note.IsInstant = fileTicks == note.OnsetTicks;
        note.OnsetTicks = _scale.Apply(note.OnsetTicks);
        note.KeyEndTicks = _scale.Apply(fileTicks);
        _lastTicks = Math.Max(_lastTicks, note.KeyEndTicks);
        _notes.Add(note);
    }

    private void Control(long ticks, ControlChangeEvent control)
    {
        var number = (byte)control.ControlNumber;
        if (number is SustainController or ResetController)
        {
            _pedals[control.Channel].Move(ticks, number == SustainController && control.ControlValue >= PedalThreshold);
            _lastTicks = Math.Max(_lastTicks, ticks);
        }
        else if (number is AllSoundOffController or >= AllNotesOffController)
        {
            ReleaseAll(ticks, control.Channel);
        }
    }

    /// <summary>Ends the open notes of a channel in every track, as a player would on this message.</summary>
    private void ReleaseAll(long ticks, int channel)
    {
        foreach (var (_, queue) in _open.Where(entry => entry.Key.Key / 128 == channel))
        {
            while (queue.TryDequeue(out var note))
            {
                note.OnsetTicks = _scale.Apply(note.OnsetTicks);
                note.KeyEndTicks = ticks;
                note.IsInstant = ticks <= note.OnsetTicks;
                _lastTicks = Math.Max(_lastTicks, ticks);
                _notes.Add(note);
            }
        }
    }
}
