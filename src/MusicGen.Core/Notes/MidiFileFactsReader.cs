namespace MusicGen.Core;

/// <summary>
/// Reads a MIDI file for people who want to see what is in it: its piece by the rules of <see cref="MidiPieceReader"/>, and what training leaves out,
/// such as track names, key signatures and the use of the pedal.
/// </summary>
/// <remarks>Thread-safe. In a file of format 2 keys count from the start of their own sequence.</remarks>
public sealed class MidiFileFactsReader
{
    private const int SustainController = 64;
    private const int PedalThreshold = 64;

    private readonly MidiPieceReader _pieces;

    /// <summary>A reader that keeps the time from key down to key up, or one that lets the pedal lengthen notes.</summary>
    /// <param name="extendsByPedal">Whether the sustain pedal lengthens notes.</param>
    public MidiFileFactsReader(bool extendsByPedal = false) => _pieces = new MidiPieceReader { ExtendsByPedal = extendsByPedal };

    /// <summary>Takes the facts out of a file's bytes.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">Name of the piece, and of the file in messages.</param>
    /// <exception cref="InvalidDataException">It is no MIDI file, or there is no note in it; the message names it and says why.</exception>
    public MidiFileFacts Read(byte[] bytes, string name)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        var (file, damage) = MidiFileOpening.Open(bytes, name);
        var piece = _pieces.ToPiece(file, name);
        var scale = TickScale.Of(file.TimeDivision);
        var tracks = file.GetTrackChunks().ToList();
        return new MidiFileFacts
        {
            Piece = piece,
            Damage = damage,
            Format = FormatOf(file),
            TicksPerQuarter = (file.TimeDivision as TicksPerQuarterNoteTimeDivision)?.TicksPerQuarterNote,
            Tracks = [.. tracks.Select(FactsOf)],
            Keys = KeysOf(tracks, scale),
            HasTempo = tracks.Any(track => track.Events.Any(midiEvent => midiEvent is SetTempoEvent)),
            Pedal = PedalOf(tracks, scale, piece),
        };
    }

    private static int? FormatOf(MidiFile file)
    {
        try
        {
            return (int)file.OriginalFormat;
        }
        catch (Exception failure) when (failure is InvalidOperationException or MidiException)
        {
            return null;
        }
    }

    private static TrackFacts FactsOf(TrackChunk track) => new(
        track.Events.OfType<SequenceTrackNameEvent>().FirstOrDefault()?.Text ?? "",
        track.Events.Count,
        track.Events.Count(midiEvent => midiEvent is NoteOnEvent { Velocity: var velocity } && velocity > 0));

    private static List<KeyChange> KeysOf(List<TrackChunk> tracks, TickScale scale)
    {
        var keys = new List<KeyChange>();
        foreach (var (ticks, midiEvent) in tracks.SelectMany(Timed).OrderBy(entry => entry.Ticks))
        {
            if (midiEvent is not KeySignatureEvent key)
                continue;
            var change = new KeyChange(scale.Apply(ticks), key.Key, key.Scale == KeySignatureEvent.MaxScale);
            if (keys.Count == 0 || keys[^1] with { OnsetTicks = change.OnsetTicks } != change)
                keys.Add(change);
        }

        return keys;
    }

    private static PedalUse PedalOf(List<TrackChunk> tracks, TickScale scale, Piece piece)
    {
        var downTicks = new Dictionary<int, long>();
        var presses = 0;
        var seconds = 0.0;
        foreach (var (ticks, midiEvent) in tracks.SelectMany(Timed).OrderBy(entry => entry.Ticks))
        {
            if (midiEvent is not ControlChangeEvent { ControlNumber: var number } control || (byte)number != SustainController)
                continue;
            if (control.ControlValue >= PedalThreshold)
                presses += downTicks.TryAdd(control.Channel, scale.Apply(ticks)) ? 1 : 0;
            else if (downTicks.Remove(control.Channel, out var down))
                seconds += piece.Tempo.SecondsAt(scale.Apply(ticks)) - piece.Tempo.SecondsAt(down);
        }

        foreach (var down in downTicks.Values)
            seconds += Math.Max(0, piece.DurationSeconds - piece.Tempo.SecondsAt(down));
        return new PedalUse(presses, seconds);
    }

    private static IEnumerable<(long Ticks, MidiEvent Event)> Timed(TrackChunk track)
    {
        var ticks = 0L;
        foreach (var midiEvent in track.Events)
        {
            // Longer ones than the format has are negative, as the piece's reader takes them.
            var delta = midiEvent.DeltaTime;
            ticks = Math.Max(0, delta <= SequenceReader.MaxDeltaTicks ? ticks + delta : ticks + (int)(uint)delta);
            if (midiEvent is KeySignatureEvent or ControlChangeEvent)
                yield return (ticks, midiEvent);
        }
    }
}
