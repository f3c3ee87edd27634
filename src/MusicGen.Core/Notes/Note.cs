namespace MusicGen.Core;

/// <summary>One note of a piece: what every stage of the flow, from MIDI file to player, passes on.</summary>
/// <param name="OnsetTicks">Start, in ticks from the start of the piece (<see cref="MusicalTime.Ppqn"/> per quarter), ≥ 0.</param>
/// <param name="DurationTicks">Length in ticks, ≥ 1.</param>
/// <param name="Pitch">MIDI note number 0–127, 60 = middle C; on channel 9 the drum key.</param>
/// <param name="Velocity">Strength of the note-on, 1–127.</param>
/// <param name="Channel">MIDI channel 0–15; 9 = drums.</param>
/// <param name="Program">General MIDI program 0–127.</param>
public readonly record struct Note(
    long OnsetTicks, long DurationTicks, byte Pitch, byte Velocity, byte Channel = 0, byte Program = 0)
    : IComparable<Note>
{
    /// <summary>The MIDI channel of drums, 0-based.</summary>
    public const byte DrumChannel = 9;

    /// <summary>First tick after the note.</summary>
    public long EndTicks => OnsetTicks + DurationTicks;

    /// <summary>Whether the pitch is a drum key.</summary>
    public bool IsDrum => Channel == DrumChannel;

    /// <summary>Score order: onset, then pitch from low to high, then channel, then duration.</summary>
    public int CompareTo(Note other)
    {
        var order = OnsetTicks.CompareTo(other.OnsetTicks);
        if (order == 0) order = Pitch.CompareTo(other.Pitch);
        if (order == 0) order = Channel.CompareTo(other.Channel);
        return order != 0 ? order : DurationTicks.CompareTo(other.DurationTicks);
    }
}
