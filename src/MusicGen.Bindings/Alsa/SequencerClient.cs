using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using MusicGen.Bindings.Linux.Native;

namespace MusicGen.Bindings.Alsa;

/// <summary>
/// The program as a client of the ALSA sequencer, by the kernel's device file alone: sees which ports other programs have, connects to them, hears and
/// plays them. The sequencer is absent from some kernels, as the classic Jetson Nano's.
/// </summary>
/// <remarks>Single-threaded. <see cref="Read"/> and <see cref="TrySend"/> allocate nothing unless they throw.</remarks>
public sealed class SequencerClient : IDisposable
{
    private const int ClientBytes = 188;
    private const int PortBytes = 168;
    private const int SubscriptionBytes = 80;
    private const int NameBytes = 64;

    private const nuint GetClientId = 0x80045301;
    private const nuint GetClient = 0xC0BC5310;
    private const nuint SetClient = 0x40BC5311;
    private const nuint CreatePort = 0xC0A85320;
    private const nuint GetPort = 0xC0A85322;
    private const nuint Subscribe = 0x40505330;
    private const nuint Unsubscribe = 0x40505331;
    private const nuint NextClient = 0xC0BC5351;
    private const nuint NextPort = 0xC0A85352;

    private const uint CanRead = 1 << 0 | 1 << 5;
    private const uint CanWrite = 1 << 1 | 1 << 6;
    private const uint NotForOthers = 1 << 7;
    private const uint GenericMidi = 1 << 1;
    private const uint Application = 1 << 20;
    private const int ProgramClient = 1;

    private readonly SafeFileDescriptor _file;
    private readonly byte[] _sent = new byte[SequencerEvent.Size];

    private SequencerClient(SafeFileDescriptor file, byte number)
    {
        _file = file;
        Number = number;
    }

    /// <summary>Number of this client.</summary>
    public byte Number { get; }

    internal SafeFileDescriptor File => _file;

    /// <summary>Opens the sequencer.</summary>
    /// <param name="path"><c>/dev/snd/seq</c>.</param>
    /// <param name="name">What people see in their lists.</param>
    /// <returns>Null where this machine has no sequencer.</returns>
    /// <exception cref="NativeException">It is there but refuses.</exception>
    public static SequencerClient? Open(string path, string name)
    {
        var file = Libc.Open(path, Libc.ReadWrite | Libc.NonBlocking | Libc.CloseOnExec);
        if (file.IsInvalid)
        {
            var error = Marshal.GetLastPInvokeError();
            file.Dispose();
            // The file may be there without a driver behind it.
            return error is Libc.NoEntry or Libc.NoDevice or Libc.NoSuchAddress
                ? null
                : throw new NativeException($"The ALSA sequencer expected at '{path}'", "open", error, RawMidiInput.WhatToDo(error));
        }

        Span<byte> number = stackalloc byte[sizeof(int)];
        if (Libc.Control(file, GetClientId, number) < 0)
        {
            // Something else than a sequencer.
            file.Dispose();
            return null;
        }

        var client = new SequencerClient(file, (byte)BinaryPrimitives.ReadInt32LittleEndian(number));
        client.SetName(name);
        return client;
    }

    /// <summary>Makes a port that others see.</summary>
    /// <param name="name">What people see in their lists.</param>
    /// <param name="isHeard">Whether it is heard by others; otherwise others play on it.</param>
    /// <returns>Its number.</returns>
    /// <exception cref="NativeException">The sequencer refuses.</exception>
    public byte AddPort(string name, bool isHeard)
    {
        Span<byte> port = stackalloc byte[PortBytes];
        port.Clear();
        port[0] = Number;
        WriteName(port[2..], name);
        BinaryPrimitives.WriteUInt32LittleEndian(port[68..], isHeard ? CanRead : CanWrite);
        BinaryPrimitives.WriteUInt32LittleEndian(port[72..], GenericMidi | Application);
        BinaryPrimitives.WriteInt32LittleEndian(port[76..], 16);
        Require(Libc.Control(_file, CreatePort, port), "A port of the ALSA sequencer");
        return port[1];
    }

    /// <summary>Connects a port to another.</summary>
    /// <exception cref="NativeException">One of them is gone, busy or does not want to be connected.</exception>
    public void Connect(SequencerAddress from, SequencerAddress to) =>
        Require(Libc.Control(_file, Subscribe, Subscription(stackalloc byte[SubscriptionBytes], from, to)), $"A connection from {from} to {to}");

    /// <summary>Takes a connection back; one that is gone already does no harm.</summary>
    public void Disconnect(SequencerAddress from, SequencerAddress to) =>
        Libc.Control(_file, Unsubscribe, Subscription(stackalloc byte[SubscriptionBytes], from, to));

    /// <summary>All ports of all other clients.</summary>
    /// <remarks>For each number that no client has the kernel may look for a driver first, which takes seconds on a slow machine.</remarks>
    public IReadOnlyList<SequencerPort> ReadPorts()
    {
        var ports = new List<SequencerPort>();
        var client = new byte[ClientBytes];
        var port = new byte[PortBytes];
        BinaryPrimitives.WriteInt32LittleEndian(client, -1);
        while (Libc.Control(_file, NextClient, client) >= 0)
        {
            var number = (byte)BinaryPrimitives.ReadInt32LittleEndian(client);
            if (number == Number) continue;
            Array.Clear(port);
            port[0] = number;
            port[1] = byte.MaxValue;
            while (Libc.Control(_file, NextPort, port) >= 0) ports.Add(ToPort(client, port));
        }

        return ports;
    }

    /// <summary>One port, or null where it is gone. While it is there the kernel answers at once.</summary>
    public SequencerPort? TryReadPort(SequencerAddress address)
    {
        var client = new byte[ClientBytes];
        var port = new byte[PortBytes];
        BinaryPrimitives.WriteInt32LittleEndian(client, address.Client);
        (port[0], port[1]) = (address.Client, address.Port);
        return Libc.Control(_file, GetClient, client) >= 0 && Libc.Control(_file, GetPort, port) >= 0 ? ToPort(client, port) : null;
    }

    /// <summary>Takes events that have come.</summary>
    /// <param name="events">Receives whole events, one behind the other; at least <see cref="SequencerEvent.Size"/>.</param>
    /// <param name="isOverrun">Whether some were lost because they were taken too late.</param>
    /// <returns>How many bytes; 0 where there are none now.</returns>
    /// <exception cref="NativeException">Reading fails.</exception>
    public int Read(Span<byte> events, out bool isOverrun)
    {
        isOverrun = false;
        while (true)
        {
            var count = (int)Libc.Read(_file, events, (nuint)events.Length);
            if (count >= 0) return count;
            var error = Marshal.GetLastPInvokeError();
            if (error == Libc.Interrupted) continue;
            isOverrun |= error == Libc.NoSpace;
            // The kernel forgets the loss once it has told of it; what is left is read then.
            if (error == Libc.NoSpace) continue;
            return error == Libc.TryAgain ? 0 : throw new NativeException("Events of the ALSA sequencer expected", "read", error);
        }
    }

    /// <summary>Sends one MIDI message to everybody who is connected to a port.</summary>
    /// <returns>False where there is no room now.</returns>
    /// <exception cref="NativeException">Sending fails.</exception>
    public bool TrySend(byte port, byte status, byte first, byte second)
    {
        if (!SequencerEvent.TryFromMidi(port, status, first, second, _sent)) return true;
        while (Libc.Write(_file, _sent, (nuint)_sent.Length) < 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error == Libc.Interrupted) continue;
            return error is Libc.TryAgain or Libc.NoSpace ? false : throw new NativeException("A message for the ALSA sequencer expected to be taken", "write", error);
        }

        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static SequencerPort ToPort(ReadOnlySpan<byte> client, ReadOnlySpan<byte> port)
    {
        var capability = BinaryPrimitives.ReadUInt32LittleEndian(port[68..]);
        var isForOthers = (capability & NotForOthers) == 0;
        return new SequencerPort(
            new SequencerAddress(port[0], port[1]),
            ReadName(client[8..]),
            ReadName(port[2..]),
            BinaryPrimitives.ReadInt32LittleEndian(client[4..]) == ProgramClient,
            isForOthers && (capability & CanRead) == CanRead,
            isForOthers && (capability & CanWrite) == CanWrite);
    }

    private static Span<byte> Subscription(Span<byte> subscription, SequencerAddress from, SequencerAddress to)
    {
        subscription.Clear();
        (subscription[0], subscription[1], subscription[2], subscription[3]) = (from.Client, from.Port, to.Client, to.Port);
        return subscription;
    }

    private static void WriteName(Span<byte> destination, string name) =>
        Encoding.UTF8.GetEncoder().Convert(name, destination[..(NameBytes - 1)], flush: true, out _, out _, out _);

    private static string ReadName(ReadOnlySpan<byte> source)
    {
        var name = source[..NameBytes];
        var end = name.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? name : name[..end]).Trim();
    }

    private static void Require(int result, string wanted)
    {
        if (result < 0) throw new NativeException($"{wanted} expected", "ioctl", Marshal.GetLastPInvokeError());
    }

    private void SetName(string name)
    {
        Span<byte> client = stackalloc byte[ClientBytes];
        client.Clear();
        BinaryPrimitives.WriteInt32LittleEndian(client, Number);
        Require(Libc.Control(_file, GetClient, client), "What the ALSA sequencer knows of this program");
        client.Slice(8, NameBytes).Clear();
        WriteName(client[8..], name);
        Require(Libc.Control(_file, SetClient, client), "A name in the ALSA sequencer");
    }
}
