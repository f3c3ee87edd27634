using MusicGen.Bindings.Gpio.Native;

namespace MusicGen.Bindings.Gpio;

/// <summary>
/// A chip by version 1 of the kernel's interface, which every kernel from 4.8 on has (the classic Jetson Nano's has no other),
/// under the name that the package's driver over libgpiod 1 has.
/// </summary>
public class LibGpiodDriver : UnixDriver
{
    /// <summary>Opens a chip by number.</summary>
    /// <exception cref="GpiodException">It is not there or refused.</exception>
    public LibGpiodDriver(int gpioChip = 0) : base(gpioChip, LineAbi.Version1)
    {
    }

    /// <summary>Opens a chip of the list.</summary>
    /// <exception cref="GpiodException">It is not there or refused.</exception>
    public LibGpiodDriver(GpioChipInfo chip) : this(chip.Id)
    {
    }

    /// <summary>The chips that may be opened now, by number.</summary>
    public static IList<GpioChipInfo> GetAvailableChips() => ChipFile.List();
}
