namespace MusicGen.Midi;

/// <summary>An object that tells when it is moved in time.</summary>
public interface INotifyTimeChanged
{
    event EventHandler<TimeChangedEventArgs>? TimeChanged;
}
