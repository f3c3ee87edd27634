namespace MusicGen.Training;

/// <summary>A row is an event of a keyboard: a key down or up, a wait, a velocity, the end of the piece. Exact at 10 ms: nothing is left open.</summary>
internal sealed class EventRepresentation(Vocabulary vocabulary) : Representation(vocabulary)
{
    public override string RowName => "event";

    protected override bool[] NoteRowsOf(RowStream stream, int[] rows, int count) => [.. rows.Select(row => stream.BeginsNote([row]))];
}
