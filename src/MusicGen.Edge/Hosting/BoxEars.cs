namespace MusicGen.Edge;

/// <summary>What listens to the conductor of the running box: the recorder, where something is to be kept, and the event log.</summary>
internal sealed class BoxEars(Recorder? recorder, EventLog? log) : IConductorListener
{
    /// <inheritdoc/>
    public void Took(in BoxEvent boxEvent)
    {
        if (boxEvent.Kind == BoxEventKind.KeepRecording) recorder?.Keep();
        log?.Took(boxEvent);
    }

    /// <inheritdoc/>
    public void Changed(BoxState state, long frame) => log?.Changed(state, frame);
}
