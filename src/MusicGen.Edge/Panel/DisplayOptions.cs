namespace MusicGen.Edge;

/// <summary>The OLED display: which bus, which address, how large.</summary>
internal sealed record DisplayOptions
{
    /// <value>Number of the I2C bus.</value>
    public int Bus { get; init; } = 1;

    /// <value>Address of 7 bits, 0x3C or 0x3D.</value>
    public int Address { get; init; } = 0x3C;

    /// <value>Rows, 32 or 64; 128 columns.</value>
    public int Height { get; init; } = 64;

    /// <value>Whether it is mounted the other way up.</value>
    public bool IsUpsideDown { get; init; }

    /// <value>Contrast, 0–255: lower keeps the pixels young.</value>
    public int Contrast { get; init; } = 0x8F;

    /// <inheritdoc/>
    public override string ToString() => $"display of 128 x {Height} at address 0x{Address:X2} of I2C bus {Bus}";
}
