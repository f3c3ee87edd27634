namespace MusicGen.Bindings.Evdev.Native;

/// <summary>What is asked of input devices by ioctl(2): numbers of linux/input.h, the same on x64 and arm64.</summary>
internal static class EvdevIoctl
{
    public const int KeyBytes = 96;
    public const int NameBytes = 128;
    public const int EventBytes = 24;
    public const int TypeAt = 16;
    public const int CodeAt = 18;
    public const int ValueAt = 20;
    public const ushort TypeSync = 0;
    public const ushort TypeKey = 1;
    public const ushort SyncDropped = 3;

    // _IOC(_IOC_READ, 'E', number, size)
    public const uint GetName = 0x80004506 | NameBytes << 16;
    public const uint GetKeys = 0x80004518 | KeyBytes << 16;
    public const uint GetKeyBits = 0x80004521 | KeyBytes << 16;
}
