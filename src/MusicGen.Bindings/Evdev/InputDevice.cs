using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using MusicGen.Bindings.Linux.Native;
using MusicGen.Bindings.Evdev.Native;

namespace MusicGen.Bindings.Evdev;

/// <summary>One open input device of the kernel, whose keys are read without waiting: USB key pads, and buttons that the kernel's gpio-keys serves.</summary>
/// <remarks>Single-threaded.</remarks>
public sealed class InputDevice : IDisposable
{
    private const int EventsAtOnce = 64;

    private readonly SafeFileDescriptor _file;
    private readonly byte[] _has = new byte[EvdevIoctl.KeyBytes];
    private readonly byte[] _events = new byte[EventsAtOnce * EvdevIoctl.EventBytes];

    private InputDevice(string path, SafeFileDescriptor file)
    {
        Path = path;
        _file = file;
        Span<byte> name = stackalloc byte[EvdevIoctl.NameBytes];
        var length = Libc.Control(file, EvdevIoctl.GetName, name);
        Name = length > 1 ? Encoding.UTF8.GetString(name[..(length - 1)]) : path;
        if (Libc.Control(file, EvdevIoctl.GetKeyBits, _has) < 0) throw Fault("ioctl", Marshal.GetLastPInvokeError());
    }

    /// <summary>Path of the device file.</summary>
    public string Path { get; }

    /// <summary>What its maker calls it.</summary>
    public string Name { get; }

    internal SafeFileDescriptor File => _file;

    /// <summary>Opens a device file.</summary>
    /// <param name="path">For example <c>/dev/input/event3</c>.</param>
    /// <exception cref="NativeException">It is not there, not permitted, or no input device. Right after plugging in, the first two may pass.</exception>
    public static InputDevice Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var file = Libc.Open(path, Libc.ReadOnly | Libc.NonBlocking | Libc.CloseOnExec);
        if (file.IsInvalid)
        {
            var error = Marshal.GetLastPInvokeError();
            file.Dispose();
            throw new NativeException($"An input device expected at '{path}'", "open", error, error == Libc.AccessDenied ? "add the user to the group 'input'" : null);
        }

        try
        {
            return new InputDevice(path, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Whether it has a key at all.</summary>
    public bool HasKey(int code) => IsSet(_has, code);

    /// <summary>Whether a key is down now.</summary>
    /// <exception cref="NativeException">The device is gone.</exception>
    public bool IsDown(int code)
    {
        Span<byte> down = stackalloc byte[EvdevIoctl.KeyBytes];
        return Libc.Control(_file, EvdevIoctl.GetKeys, down) >= 0 ? IsSet(down, code) : throw Fault("ioctl", Marshal.GetLastPInvokeError());
    }

    /// <summary>Takes the keys that went down or up since; the keyboard's own repeating is left out.</summary>
    /// <param name="keys">Receives them; room for at least 64.</param>
    /// <param name="isIncomplete">Whether the kernel dropped some: ask <see cref="IsDown"/>.</param>
    /// <returns>How many.</returns>
    /// <exception cref="NativeException">The device is gone.</exception>
    public int Read(Span<InputKey> keys, out bool isIncomplete)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(keys.Length, EventsAtOnce);
        isIncomplete = false;
        var read = (int)Libc.Read(_file, _events, (nuint)_events.Length);
        if (read < 0)
        {
            var error = Marshal.GetLastPInvokeError();
            return error is Libc.TryAgain or Libc.Interrupted ? 0 : throw Fault("read", error);
        }

        if (read == 0) throw Fault("read", Libc.NoDevice);
        var count = 0;
        for (var at = 0; at + EvdevIoctl.EventBytes <= read; at += EvdevIoctl.EventBytes)
        {
            var type = BinaryPrimitives.ReadUInt16LittleEndian(_events.AsSpan(at + EvdevIoctl.TypeAt));
            var code = BinaryPrimitives.ReadUInt16LittleEndian(_events.AsSpan(at + EvdevIoctl.CodeAt));
            var value = BinaryPrimitives.ReadInt32LittleEndian(_events.AsSpan(at + EvdevIoctl.ValueAt));
            if (type == EvdevIoctl.TypeSync && code == EvdevIoctl.SyncDropped) isIncomplete = true;
            if (type == EvdevIoctl.TypeKey && value is 0 or 1) keys[count++] = new InputKey(code, value == 1);
        }

        return count;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static bool IsSet(ReadOnlySpan<byte> bits, int code) => code >= 0 && code < bits.Length * 8 && (bits[code >> 3] >> (code & 7) & 1) != 0;

    private NativeException Fault(string function, int error) =>
        new($"Keys of an input device expected from '{Path}'", function, error, error == Libc.NoDevice ? "it was pulled out" : null);
}
