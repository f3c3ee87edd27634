namespace MusicGen.Core;

/// <summary>How a file uses the sustain pedal (controller 64), all channels together.</summary>
/// <param name="PressCount">Times that a pedal goes down.</param>
/// <param name="DownSeconds">Seconds during which it is down, added over channels.</param>
public readonly record struct PedalUse(int PressCount, double DownSeconds);
