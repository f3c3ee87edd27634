using System.Runtime.InteropServices;
using MusicGen.Bindings.Linux.Native;

namespace MusicGen.Bindings.Alsa;

/// <summary>One open raw MIDI device file, into which messages for an instrument are written without waiting: where live MIDI leaves the process.</summary>
/// <remarks>Single-threaded. <see cref="Write"/> allocates nothing unless it throws.</remarks>
public sealed class RawMidiOutput : IDisposable
{
    private readonly SafeFileDescriptor _file;

    private RawMidiOutput(string path, SafeFileDescriptor file)
    {
        Path = path;
        _file = file;
    }

    /// <summary>Path of the device file.</summary>
    public string Path { get; }

    /// <summary>Opens a device file for writing, without waiting for one that is busy.</summary>
    /// <param name="path">For example <c>/dev/snd/midiC1D0</c>.</param>
    /// <exception cref="NativeException">It is not there, busy, not permitted, or has no output. Right after plugging in, the first three may pass.</exception>
    public static RawMidiOutput Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var file = Libc.Open(path, Libc.WriteOnly | Libc.NonBlocking | Libc.CloseOnExec);
        if (!file.IsInvalid) return new RawMidiOutput(path, file);
        var error = Marshal.GetLastPInvokeError();
        file.Dispose();
        throw new NativeException($"A MIDI port that can be written expected at '{path}'", "open", error, RawMidiInput.WhatToDo(error));
    }

    /// <summary>Writes as many bytes as there is room for.</summary>
    /// <param name="bytes">Messages, or what is left of them.</param>
    /// <returns>How many were taken; 0 where the device still sends those before.</returns>
    /// <exception cref="NativeException">The device is gone, or writing fails.</exception>
    public int Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return 0;
        while (true)
        {
            var count = (int)Libc.Write(_file, bytes, (nuint)bytes.Length);
            if (count >= 0) return count;
            var error = Marshal.GetLastPInvokeError();
            if (error == Libc.Interrupted) continue;
            if (error == Libc.TryAgain) return 0;
            throw new NativeException($"A MIDI instrument expected at '{Path}'", "write", error, RawMidiInput.WhatToDo(error));
        }
    }

    /// <summary>Whether the device has been unplugged, as far as can be told without writing.</summary>
    public bool IsGone()
    {
        Span<Libc.PollEntry> entry = [new Libc.PollEntry { File = _file.Number, Wanted = Libc.PollOut }];
        return Libc.Poll(entry, 1, 0) > 0 && (entry[0].Found & (Libc.PollHangUp | Libc.PollError | Libc.PollInvalid)) != 0;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
