namespace MusicGen.Midi;

/// <summary>How timed events are made from events.</summary>
public sealed class TimedEventDetectionSettings
{
    /// <summary>Makes each timed event in place of the plain constructor where given.</summary>
    public Func<TimedEventData, TimedEvent>? Constructor { get; set; }
}
