namespace MusicGen.Edge;

/// <summary>What listens to the conductor of the running box: the recorder, where something is to be kept, the instrument outside, where all is to be silent, and the event log.</summary>
internal sealed class BoxEars(PlayedCopies copies, EventLog? log) : IConductorListener
{
    /// <inheritdoc/>
    public void Took(in BoxEvent boxEvent)
    {
        if (boxEvent.Kind == BoxEventKind.KeepRecording) copies.Recorder?.Keep();
        if (boxEvent.Kind == BoxEventKind.Panic) copies.MidiOut?.Panic();
        log?.Took(boxEvent);
    }

    /// <inheritdoc/>
    public void Changed(BoxState state, long frame) => log?.Changed(state, frame);
}
