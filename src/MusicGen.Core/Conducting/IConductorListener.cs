namespace MusicGen.Core;

/// <summary>Told what the <see cref="Conductor"/> does, as it does it: event log, recorder.</summary>
/// <remarks>Single-threaded: the thread that composes. Must not wait.</remarks>
public interface IConductorListener
{
    /// <summary>An event was taken out of the inbox.</summary>
    /// <param name="boxEvent">The event, with its frame.</param>
    void Took(in BoxEvent boxEvent);

    /// <summary>The state has changed.</summary>
    /// <param name="state">What it is now.</param>
    /// <param name="frame">The player's clock.</param>
    void Changed(BoxState state, long frame);
}
