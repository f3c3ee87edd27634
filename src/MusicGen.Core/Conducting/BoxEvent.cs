namespace MusicGen.Core;

/// <summary>One thing that somebody did at the box, whatever it was done with: goes from keyboard, panel and page through the <see cref="Inbox"/> to the <see cref="Conductor"/>.</summary>
/// <param name="Kind">What.</param>
/// <param name="Source">With what.</param>
/// <param name="Number">Pitch or choice, by kind.</param>
/// <param name="Value">Velocity, direction or value, by kind.</param>
/// <param name="Text">Name, by kind.</param>
/// <param name="Frame">When, in frames of the player's clock; 0 = when it is taken.</param>
public readonly record struct BoxEvent(
    BoxEventKind Kind, BoxEventSource Source, int Number = 0, double Value = 0, string? Text = null, long Frame = 0);
