namespace MusicGen.Core;

/// <summary>A chord or a rest as it stands in one bar of one voice.</summary>
/// <param name="StartTicks">Where it begins, in ticks from the start of the piece.</param>
/// <param name="Value">How it is written.</param>
/// <param name="Notes">The notes that sound, lowest first; none for a rest. A note begun before or lasting longer is tied.</param>
/// <param name="StartsTuplet">Whether a triplet begins with it.</param>
/// <param name="EndsTuplet">Whether a triplet ends with it.</param>
internal readonly record struct ScoreEvent(long StartTicks, NoteValue Value, IReadOnlyList<Note> Notes, bool StartsTuplet = false, bool EndsTuplet = false)
{
    public long EndTicks => StartTicks + Value.Ticks;
}
