namespace MusicGen.Bindings.Gpio;

/// <summary>An OLED display of the SSD13xx family on I2C, in the shape of Iot.Device.Bindings; of bitmaps nothing, frames are ours.</summary>
/// <remarks>Single-threaded.</remarks>
public abstract class Ssd13xx : IDisposable
{
    private const byte CommandsFollow = 0x00;
    private const byte PixelsFollow = 0x40;
    private const int MostCommandBytes = 32;

    private readonly I2cDevice _device;
    private byte[] _buffer = new byte[1 + 128 * 8];

    private protected Ssd13xx(I2cDevice i2cDevice, int width, int height)
    {
        _device = i2cDevice ?? throw new ArgumentNullException(nameof(i2cDevice));
        ScreenWidth = width;
        ScreenHeight = height;
    }

    /// <summary>Rows.</summary>
    public virtual int ScreenHeight { get; }

    /// <summary>Columns.</summary>
    public virtual int ScreenWidth { get; }

    /// <summary>Sends a command that all of the family know.</summary>
    public abstract void SendCommand(ISharedCommand command);

    /// <summary>Sends pixels to where column and page address point.</summary>
    public virtual void SendData(Span<byte> data)
    {
        ArgumentNullException.ThrowIfNull(data.IsEmpty ? null : _device, nameof(data));
        if (_buffer.Length < data.Length + 1) _buffer = new byte[data.Length + 1];
        _buffer[0] = PixelsFollow;
        data.CopyTo(_buffer.AsSpan(1));
        _device.Write(_buffer.AsSpan(0, data.Length + 1));
    }

    /// <summary>Lights or darkens the display; it keeps its pixels.</summary>
    public void EnableDisplay(bool enabled) => SendCommand(enabled ? new SetDisplayOn() : new SetDisplayOff());

    /// <inheritdoc/>
    public void Dispose()
    {
        _device.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected void Send(params ReadOnlySpan<byte> bytes)
    {
        Span<byte> message = stackalloc byte[MostCommandBytes + 1];
        message[0] = CommandsFollow;
        bytes.CopyTo(message[1..]);
        _device.Write(message[..(bytes.Length + 1)]);
    }
}
