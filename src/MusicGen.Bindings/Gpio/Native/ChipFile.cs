using System.Globalization;
using System.Runtime.InteropServices;
using MusicGen.Bindings.Linux.Native;

namespace MusicGen.Bindings.Gpio.Native;

/// <summary>The device file of one GPIO chip: opened, asked who it is, listed with the others.</summary>
internal static unsafe class ChipFile
{
    private const string Prefix = "/dev/gpiochip";

    /// <summary>Opens a chip and asks its name.</summary>
    /// <exception cref="GpiodException">It is not there or refused.</exception>
    public static SafeFileDescriptor Open(int number, out GpioChipInfo chip)
    {
        var path = Prefix + number.ToString(CultureInfo.InvariantCulture);
        var file = Libc.Open(path, Libc.ReadWrite | Libc.CloseOnExec);
        if (file.IsInvalid) throw Refused($"A GPIO chip expected at '{path}'", "open", Marshal.GetLastPInvokeError());
        GpioStructures.Chip info = default;
        if (Libc.Control(file, GpioIoctl.ChipInfo, &info) < 0)
        {
            var error = Marshal.GetLastPInvokeError();
            file.Dispose();
            throw Refused($"A GPIO chip expected at '{path}'", "ioctl", error);
        }

        chip = new GpioChipInfo(number, GpioStructures.Text(info.Name), GpioStructures.Text(info.Label), (int)info.Lines);
        return file;
    }

    /// <summary>The chips that may be opened, by number.</summary>
    public static IList<GpioChipInfo> List()
    {
        var chips = new List<GpioChipInfo>();
        foreach (var path in Paths())
        {
            if (!int.TryParse(path.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) continue;
            try
            {
                Open(number, out var chip).Dispose();
                chips.Add(chip);
            }
            catch (GpiodException)
            {
                // Not permitted or just gone: not one that may be opened.
            }
        }

        chips.Sort((a, b) => a.Id.CompareTo(b.Id));
        return chips;
    }

    /// <summary>The sentence of a refusal, with what a person can do about it.</summary>
    public static GpiodException Refused(string wanted, string function, int error, string? because = null) =>
        new(new NativeException(wanted, function, error, because ?? WhatToDo(error)).Message);

    private static string? WhatToDo(int error) => error switch
    {
        Libc.AccessDenied or Libc.NotPermitted => "add the user to the group 'gpio', and let a udev rule give the chip to that group",
        Libc.NoEntry or Libc.NoDevice => "'musicgen devices' lists the chips of this machine",
        Libc.Busy => "another program or a driver of the kernel holds it; end that one, or use another line",
        Libc.InvalidArgument => "the chip has no such line, or cannot do this with it",
        _ => null,
    };

    private static string[] Paths()
    {
        try
        {
            return Directory.GetFileSystemEntries(Path.GetDirectoryName(Prefix)!, Path.GetFileName(Prefix) + "*");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
