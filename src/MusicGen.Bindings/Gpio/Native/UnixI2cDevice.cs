using System.Globalization;
using System.Runtime.InteropServices;
using MusicGen.Bindings.Linux.Native;

namespace MusicGen.Bindings.Gpio.Native;

/// <summary>A device on a bus of the kernel's i2c-dev.</summary>
internal sealed class UnixI2cDevice : I2cDevice
{
    private readonly SafeFileDescriptor _file;
    private readonly string _place;

    public UnixI2cDevice(I2cConnectionSettings settings)
    {
        ConnectionSettings = settings ?? throw new ArgumentNullException(nameof(settings));
        var path = $"/dev/i2c-{settings.BusId.ToString(CultureInfo.InvariantCulture)}";
        _place = $"I2C address 0x{settings.DeviceAddress:X2} on '{path}'";
        _file = Libc.Open(path, Libc.ReadWrite | Libc.CloseOnExec);
        if (_file.IsInvalid) throw Fault($"An I2C bus expected at '{path}'", "open", Marshal.GetLastPInvokeError());
        if (Libc.Control(_file, GpioIoctl.I2cSlave, settings.DeviceAddress) >= 0) return;
        var error = Marshal.GetLastPInvokeError();
        _file.Dispose();
        throw Fault($"{_place} expected to be free", "ioctl", error);
    }

    public override I2cConnectionSettings ConnectionSettings { get; }

    public override void Read(Span<byte> buffer)
    {
        if (Libc.Read(_file, buffer, (nuint)buffer.Length) != buffer.Length)
            throw Fault($"A device expected to answer at {_place}", "read", Marshal.GetLastPInvokeError());
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (Libc.Write(_file, buffer, (nuint)buffer.Length) != buffer.Length)
            throw Fault($"A device expected to answer at {_place}", "write", Marshal.GetLastPInvokeError());
    }

    public override void WriteRead(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer)
    {
        Write(writeBuffer);
        Read(readBuffer);
    }

    protected override void Dispose(bool disposing) => _file.Dispose();

    private static NativeException Fault(string wanted, string function, int error) => new(wanted, function, error, error switch
    {
        Libc.AccessDenied => "add the user to the group 'i2c'",
        Libc.NoEntry => "load the module i2c-dev; 'musicgen devices' lists the buses",
        Libc.Busy => "a driver of the kernel has it",
        Libc.NoSuchAddress or Libc.InputOutput or 121 => "nothing answers there: check wiring, supply and address",
        _ => null,
    });
}
