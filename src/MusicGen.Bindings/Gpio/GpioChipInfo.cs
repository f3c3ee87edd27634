namespace MusicGen.Bindings.Gpio;

/// <summary>A GPIO chip as the kernel names it, in the shape of System.Device.Gpio.</summary>
/// <param name="Id">Number of its device file, which may change from one start of the kernel to the next.</param>
/// <param name="Name">Name in the kernel, for example <c>gpiochip0</c>.</param>
/// <param name="Label">What its driver calls it, for example <c>tegra-gpio</c>: what to choose by.</param>
/// <param name="NumLines">How many lines it has.</param>
public sealed record GpioChipInfo(int Id, string Name, string Label, int NumLines);
