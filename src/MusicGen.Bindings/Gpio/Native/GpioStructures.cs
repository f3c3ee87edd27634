using System.Runtime.InteropServices;

namespace MusicGen.Bindings.Gpio.Native;

/// <summary>The structures of linux/gpio.h that are used, field by field.</summary>
internal static unsafe class GpioStructures
{
    public const int NameLength = 32;
    public const int MostLines = 64;

    /// <summary>struct gpiochip_info, 68 bytes.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Chip
    {
        public fixed byte Name[NameLength];
        public fixed byte Label[NameLength];
        public uint Lines;
    }

    /// <summary>struct gpioline_info, 72 bytes.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct LineInfo1
    {
        public uint Offset;
        public uint Flags;
        public fixed byte Name[NameLength];
        public fixed byte Consumer[NameLength];
    }

    /// <summary>struct gpiohandle_request, 364 bytes.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Handle1
    {
        public fixed uint Offsets[MostLines];
        public uint Flags;
        public fixed byte DefaultValues[MostLines];
        public fixed byte Consumer[NameLength];
        public uint Lines;
        public int File;
    }

    /// <summary>struct gpioevent_request, 48 bytes.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Event1
    {
        public uint Offset;
        public uint HandleFlags;
        public uint EventFlags;
        public fixed byte Consumer[NameLength];
        public int File;
    }

    /// <summary>struct gpiohandle_data, 64 bytes.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Values1
    {
        public fixed byte Levels[MostLines];
    }

    /// <summary>struct gpioevent_data, 16 bytes.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 16)]
    public struct Edge1
    {
        public ulong TimeNanoseconds;
        public uint Id;
    }

    /// <summary>struct gpio_v2_line_config_attribute, 24 bytes.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Attribute2
    {
        public uint Id;
        public uint Padding;
        public ulong Value;
        public ulong Mask;
    }

    /// <summary>Its array of ten.</summary>
    [System.Runtime.CompilerServices.InlineArray(10)]
    public struct Attributes2
    {
        public Attribute2 First;
    }

    /// <summary>struct gpio_v2_line_request with its gpio_v2_line_config, 592 bytes.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Line2
    {
        public fixed uint Offsets[MostLines];
        public fixed byte Consumer[NameLength];
        public ulong Flags;
        public uint AttributeCount;
        public fixed uint ConfigPadding[5];
        public Attributes2 Attributes;
        public uint Lines;
        public uint EventBufferSize;
        public fixed uint Padding[5];
        public int File;
    }

    /// <summary>struct gpio_v2_line_info, 256 bytes, of which the head is read.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 256)]
    public struct LineInfo2
    {
        public fixed byte Name[NameLength];
        public fixed byte Consumer[NameLength];
        public uint Offset;
        public uint AttributeCount;
        public ulong Flags;
    }

    /// <summary>struct gpio_v2_line_values, 16 bytes.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Values2
    {
        public ulong Bits;
        public ulong Mask;
    }

    /// <summary>struct gpio_v2_line_event, 48 bytes.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 48)]
    public struct Edge2
    {
        public ulong TimeNanoseconds;
        public uint Id;
        public uint Offset;
        public uint SequenceNumber;
        public uint LineSequenceNumber;
    }

    /// <summary>A text of at most 31 bytes in a field of 32.</summary>
    public static string Text(byte* field) => Marshal.PtrToStringUTF8((nint)field) ?? "";
}
