namespace MusicGen.Edge;

/// <summary>Somebody who gets a copy of all that is played: recorder, MIDI out, page. Called by <see cref="PlayedLoop"/>.</summary>
/// <remarks>Single-threaded: the thread of the played loop. It should be quick, because the others wait meanwhile; the sound does not.</remarks>
internal interface IPlayedListener
{
    /// <summary>An event was played.</summary>
    void Hear(in NoteEvent played);

    /// <summary>All events up to this frame have been handed over.</summary>
    /// <param name="frame">The player's clock.</param>
    void Turn(long frame);
}
