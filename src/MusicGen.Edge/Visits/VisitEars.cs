namespace MusicGen.Edge;

/// <summary>What listens to a scripted visit: the logs, the piece, and the counts for its last line.</summary>
internal sealed class VisitEars(IReadOnlyList<EventLog> logs, PlayedPiece piece) : IConductorListener
{
    private BoxPhase _phase;

    /// <summary>Answers that the box began.</summary>
    public int AnswerCount { get; private set; }

    /// <summary>Notes that the box played.</summary>
    public long BoxNotes { get; private set; }

    /// <summary>Notes that the player played.</summary>
    public long PlayerNotes { get; private set; }

    /// <inheritdoc/>
    public void Took(in BoxEvent boxEvent)
    {
        foreach (var log in logs) log.Took(boxEvent);
    }

    /// <inheritdoc/>
    public void Changed(BoxState state, long frame)
    {
        if (state.Phase == BoxPhase.Answering && _phase != BoxPhase.Answering) AnswerCount++;
        _phase = state.Phase;
        foreach (var log in logs) log.Changed(state, frame);
    }

    /// <summary>An event was played.</summary>
    public void Hear(in NoteEvent played)
    {
        if (played.Kind == NoteEventKind.NoteOn && played.OwnerId == NoteEvent.ComposerOwner) BoxNotes++;
        else if (played.Kind == NoteEventKind.NoteOn) PlayerNotes++;
        piece.Hear(played);
        foreach (var log in logs) log.Hear(played);
    }

    /// <summary>Has the logs write what has come.</summary>
    public void Flush()
    {
        foreach (var log in logs) log.Flush();
    }
}
