namespace MusicGen.Core;

/// <summary>Turns keys into notes: unisons become one, a re-strike ends the note before, the pedal lengthens, nothing overlaps.</summary>
internal sealed class NoteSettling
{
    private readonly IReadOnlyList<PedalLine> _pedals;
    private readonly bool _extendsByPedal;

    public NoteSettling(IReadOnlyList<PedalLine> pedals, bool extendsByPedal)
    {
        _pedals = pedals;
        _extendsByPedal = extendsByPedal;
    }

    public IEnumerable<Note> Settle(List<KeyNote> keys)
    {
        keys.Sort(Order);
        for (var first = 0; first < keys.Count;)
        {
            var note = keys[first];
            var next = first + 1;
            while (next < keys.Count && keys[next].Key == note.Key && keys[next].OnsetTicks == note.OnsetTicks)
                note = Unite(note, keys[next++]);
            var restruckTicks = long.MaxValue;
            if (next < keys.Count && keys[next].Key == note.Key)
            {
                restruckTicks = keys[next].OnsetTicks;
                HoldOn(keys, next, note.KeyEndTicks);
            }

            first = next;
            if (Finish(note, restruckTicks) is { } finished)
                yield return finished;
        }
    }

    private static int Order(KeyNote a, KeyNote b)
    {
        if (a.Key != b.Key)
            return a.Key.CompareTo(b.Key);
        return a.OnsetTicks != b.OnsetTicks ? a.OnsetTicks.CompareTo(b.OnsetTicks) : a.KeyEndTicks.CompareTo(b.KeyEndTicks);
    }

    /// <summary>Two that start together: as long as the longer, as loud as the louder, on the louder one's instrument.</summary>
    private static KeyNote Unite(KeyNote note, KeyNote other)
    {
        note.KeyEndTicks = Math.Max(note.KeyEndTicks, other.KeyEndTicks);
        note.IsInstant &= other.IsInstant;
        if (other.Velocity > note.Velocity)
        {
            note.Velocity = other.Velocity;
            note.Program = other.Program;
        }

        return note;
    }

    /// <summary>A key struck again while another part still holds it sounds on until both let go.</summary>
    private static void HoldOn(List<KeyNote> keys, int index, long keyEndTicks)
    {
        var held = keys[index];
        if (held.KeyEndTicks >= keyEndTicks)
            return;
        held.KeyEndTicks = keyEndTicks;
        held.IsInstant = false;
        keys[index] = held;
    }

    private Note? Finish(KeyNote note, long restruckTicks)
    {
        var end = _extendsByPedal ? _pedals[note.Channel].SilentAt(note.KeyEndTicks) : note.KeyEndTicks;
        if (note.IsInstant && end == note.OnsetTicks && note.Channel != Note.DrumChannel)
            return null;
        end = Math.Min(Math.Max(end, note.OnsetTicks + 1), restruckTicks);
        return new Note(note.OnsetTicks, end - note.OnsetTicks, note.Pitch, note.Velocity, note.Channel, note.Program);
    }
}
