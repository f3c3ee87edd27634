namespace MusicGen.Edge;

/// <summary>Takes copies of what is played from the played loop's thread to the page's, without waiting: what finds no room is dropped.</summary>
internal sealed class PlayedForPage : IPlayedListener
{
    private readonly NoteEventQueue _queue = new(8192);

    /// <inheritdoc/>
    public void Hear(in NoteEvent played)
    {
        if (played.Kind <= NoteEventKind.NoteOn) _queue.TryEnqueue(played);
    }

    /// <inheritdoc/>
    public void Turn(long frame)
    {
    }

    /// <summary>The broadcasting thread: takes the oldest.</summary>
    public bool TryTake(out NoteEvent played) => _queue.TryDequeue(out played);
}
