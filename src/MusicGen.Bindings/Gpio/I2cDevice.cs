using MusicGen.Bindings.Gpio.Native;

namespace MusicGen.Bindings.Gpio;

/// <summary>One device on an I2C bus, in the shape of System.Device.Gpio.</summary>
public abstract class I2cDevice : IDisposable
{
    /// <summary>Where it is.</summary>
    public abstract I2cConnectionSettings ConnectionSettings { get; }

    /// <summary>Opens the bus at once; whether the device answers shows at the first transfer.</summary>
    /// <exception cref="IOException">There is no such bus, it is not permitted, or a driver of the kernel has the device.</exception>
    public static I2cDevice Create(I2cConnectionSettings settings) => new UnixI2cDevice(settings);

    /// <summary>Reads one byte.</summary>
    public virtual byte ReadByte()
    {
        Span<byte> one = stackalloc byte[1];
        Read(one);
        return one[0];
    }

    /// <summary>Reads in one transfer.</summary>
    public abstract void Read(Span<byte> buffer);

    /// <summary>Writes one byte.</summary>
    public virtual void WriteByte(byte value) => Write([value]);

    /// <summary>Writes in one transfer.</summary>
    public abstract void Write(ReadOnlySpan<byte> buffer);

    /// <summary>Writes, then reads.</summary>
    public abstract void WriteRead(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what it holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
