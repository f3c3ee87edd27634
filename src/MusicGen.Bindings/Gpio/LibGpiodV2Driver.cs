using MusicGen.Bindings.Gpio.Native;

namespace MusicGen.Bindings.Gpio;

/// <summary>
/// A chip by version 2 of the kernel's interface (5.10 and later): ordered time stamps, larger queues and debouncing in the
/// kernel; under the name that the package's driver over libgpiod 2 has.
/// </summary>
public sealed class LibGpiodV2Driver : UnixDriver
{
    /// <summary>Opens a chip by number.</summary>
    /// <exception cref="GpiodException">It is not there or refused.</exception>
    /// <exception cref="PlatformNotSupportedException">The kernel has version 1 only.</exception>
    public LibGpiodV2Driver(int chipNumber) : base(chipNumber, LineAbi.Version2)
    {
    }

    /// <summary>Opens a chip of the list.</summary>
    /// <exception cref="GpiodException">It is not there or refused.</exception>
    /// <exception cref="PlatformNotSupportedException">The kernel has version 1 only.</exception>
    public LibGpiodV2Driver(GpioChipInfo chip) : this(chip.Id)
    {
    }

    /// <summary>The chips that may be opened now, by number.</summary>
    public static IList<GpioChipInfo> GetAvailableChips() => ChipFile.List();
}
