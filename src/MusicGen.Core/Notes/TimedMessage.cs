using MusicGen.Midi.Live;

namespace MusicGen.Core;

/// <summary>A live message and when it is due: what a MIDI file becomes when it stands in for a player.</summary>
/// <param name="Seconds">Seconds from the start of the file.</param>
/// <param name="Message">A message of one channel.</param>
public readonly record struct TimedMessage(double Seconds, MidiMessage Message);
