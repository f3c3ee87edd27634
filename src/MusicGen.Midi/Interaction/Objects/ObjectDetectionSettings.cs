namespace MusicGen.Midi;

/// <summary>How notes and timed events are made, for the objects that handle both.</summary>
public sealed class ObjectDetectionSettings
{
    public NoteDetectionSettings? NoteDetectionSettings { get; set; }

    public TimedEventDetectionSettings? TimedEventDetectionSettings { get; set; }
}
