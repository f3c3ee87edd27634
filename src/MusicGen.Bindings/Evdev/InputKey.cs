namespace MusicGen.Bindings.Evdev;

/// <summary>A key that went down or up.</summary>
/// <param name="Code">Its number in linux/input-event-codes.h.</param>
/// <param name="IsDown">Whether it went down.</param>
public readonly record struct InputKey(int Code, bool IsDown);
