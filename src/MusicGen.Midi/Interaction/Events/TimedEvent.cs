namespace MusicGen.Midi;

/// <summary>An event with its time from the start of the file, as taken out of a track.</summary>
public class TimedEvent : ITimedObject, INotifyTimeChanged
{
    private long _time;

    public TimedEvent(MidiEvent midiEvent)
    {
        ArgumentNullException.ThrowIfNull(midiEvent);
        Event = midiEvent;
    }

    public TimedEvent(MidiEvent midiEvent, long time)
        : this(midiEvent)
    {
        Time = time;
    }

    public event EventHandler<TimeChangedEventArgs>? TimeChanged;

    public MidiEvent Event { get; }

    /// <summary>Ticks from the start, 0 or more.</summary>
    public long Time
    {
        get => _time;
        set
        {
            var old = _time;
            _time = Throw.IfNegative(value, nameof(value));
            if (old != value)
                TimeChanged?.Invoke(this, new TimeChangedEventArgs(old, value));
        }
    }

    public virtual ITimedObject Clone() => new TimedEvent(Event.Clone(), Time);

    public override string ToString() => $"Event at {Time}: {Event}";
}
