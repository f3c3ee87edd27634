namespace MusicGen.Bindings.Alsa;

/// <summary>A raw MIDI device file and what the kernel says about it.</summary>
/// <param name="Path">Path of the device file.</param>
/// <param name="Card">Number of the sound card; it may change from one plugging to the next.</param>
/// <param name="Device">Number of the MIDI device on its card.</param>
/// <param name="CardId">Short name of the card, or null where the kernel does not tell.</param>
/// <param name="Name">Name of the port as its maker gave it, or null.</param>
/// <param name="HasInput">Whether it can be read; true where the kernel does not tell.</param>
/// <param name="HasOutput">Whether it can be written; true where the kernel does not tell.</param>
/// <param name="IsVirtual">Whether there is no keyboard behind it: the kernel's virtual ports, and this machine's own end of a USB gadget.</param>
public readonly record struct RawMidiPort(string Path, int Card, int Device, string? CardId, string? Name, bool HasInput, bool HasOutput, bool IsVirtual);
