using System.Runtime.InteropServices;
using MusicGen.Bindings.Linux.Native;

namespace MusicGen.Bindings.Alsa;

/// <summary>
/// One open raw MIDI device file, from which a keyboard's bytes are read without waiting: where live MIDI enters the
/// process. Works on kernels without the ALSA sequencer, as the classic Jetson Nano's.
/// </summary>
/// <remarks>Single-threaded. <see cref="Read"/> allocates nothing unless it throws.</remarks>
public sealed class RawMidiInput : IDisposable
{
    private readonly SafeFileDescriptor _file;

    private RawMidiInput(string path, SafeFileDescriptor file)
    {
        Path = path;
        _file = file;
    }

    /// <summary>Path of the device file.</summary>
    public string Path { get; }

    internal SafeFileDescriptor File => _file;

    /// <summary>Opens a device file for reading, without waiting for one that is busy.</summary>
    /// <param name="path">For example <c>/dev/snd/midiC1D0</c>.</param>
    /// <exception cref="NativeException">It is not there, busy, not permitted, or has no input. Right after plugging in, the first three may pass.</exception>
    public static RawMidiInput Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var file = Libc.Open(path, Libc.ReadOnly | Libc.NonBlocking | Libc.CloseOnExec);
        if (!file.IsInvalid) return new RawMidiInput(path, file);
        var error = Marshal.GetLastPInvokeError();
        file.Dispose();
        throw new NativeException($"A MIDI port that can be read expected at '{path}'", "open", error, WhatToDo(error));
    }

    /// <summary>Takes the bytes that have come.</summary>
    /// <param name="destination">Receives them.</param>
    /// <returns>How many; 0 where none are there now.</returns>
    /// <exception cref="NativeException">The device is gone, or reading fails.</exception>
    public int Read(Span<byte> destination)
    {
        if (destination.IsEmpty) return 0;
        while (true)
        {
            var count = (int)Libc.Read(_file, destination, (nuint)destination.Length);
            if (count > 0) return count;
            if (count == 0)
            {
                // End of file: a pipe in place of a device, which nobody has opened yet or whose writer has gone.
                if (IsHungUp()) throw Gone(Libc.NoDevice);
                return 0;
            }

            var error = Marshal.GetLastPInvokeError();
            if (error == Libc.Interrupted) continue;
            if (error != Libc.TryAgain) throw Gone(error);
            return 0;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    internal static string? WhatToDo(int error) => error switch
    {
        Libc.AccessDenied => "add the user to the group 'audio'",
        Libc.Busy or Libc.TryAgain => "another program holds it, end that one",
        Libc.NoEntry or Libc.NoDevice => "plug the keyboard in",
        Libc.NoSuchAddress => "it cannot do that, use another port",
        _ => null,
    };

    private bool IsHungUp()
    {
        Span<Libc.PollEntry> entry = [new Libc.PollEntry { File = _file.Number, Wanted = Libc.PollIn }];
        return Libc.Poll(entry, 1, 0) > 0 && (entry[0].Found & (Libc.PollHangUp | Libc.PollError | Libc.PollInvalid)) != 0;
    }

    private NativeException Gone(int error) => new($"Bytes of a keyboard expected from '{Path}'", "read", error, WhatToDo(error));
}
