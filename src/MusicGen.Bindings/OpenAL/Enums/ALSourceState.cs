namespace MusicGen.Bindings.OpenAL;

/// <summary>Where a source is in its life; a streaming source that ran dry is Stopped.</summary>
public enum ALSourceState
{
    Initial = 0x1011,
    Playing = 0x1012,
    Paused = 0x1013,
    Stopped = 0x1014,
}
