namespace MusicGen.Midi;

/// <summary>An object that tells when it is made longer or shorter.</summary>
public interface INotifyLengthChanged
{
    event EventHandler<LengthChangedEventArgs>? LengthChanged;
}
