using System.Numerics;
using MusicGen.Midi.Live;

namespace MusicGen.Edge;

/// <summary>
/// One keyboard's part in the music: turns its messages into live events for the player, remembers the keys, pedals and
/// wheels that it left down, and takes exactly those back when it is gone. Stands between parser and live queue.
/// </summary>
/// <remarks>
/// Single-threaded: the input thread. Allocates in its constructor only. Where the queue is full, note-ons are dropped; where
/// anything else had to be dropped, everything of this part is released as soon as there is room, so that nothing hangs.
/// </remarks>
internal sealed class KeyboardPart
{
    private const int Channels = 16;
    private const int CentredBend = 8192;
    private const int AllSoundOff = 120;
    private const int ResetControllers = 121;
    private const int AllNotesOff = 123;

    private readonly NoteEventQueue _queue;
    private readonly KeyboardRouting _routing;
    private readonly Func<long> _frame;
    private readonly ulong[] _held = new ulong[2 * Channels];
    private readonly ulong[] _moved = new ulong[2 * Channels];
    private ushort _bent;
    private bool _owesRelease;

    /// <summary>Makes a part that has played nothing.</summary>
    /// <param name="queue">Towards the player; the input thread is its only writer.</param>
    /// <param name="ownerId">Owner of its notes.</param>
    /// <param name="routing">Channel and program.</param>
    /// <param name="frame">The player's clock, for the time stamps.</param>
    public KeyboardPart(NoteEventQueue queue, int ownerId, KeyboardRouting routing, Func<long> frame)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(queue.Capacity, 1 + Channels * RestValues.MostPerChannel);
        _queue = queue;
        _routing = routing;
        _frame = frame;
        OwnerId = ownerId;
    }

    /// <summary>Owner of its notes.</summary>
    public int OwnerId { get; }

    /// <summary>Told of its keys, or null.</summary>
    public KeyPosts? Posts { get; init; }

    /// <summary>Takes controllers that are knobs of the box, or null.</summary>
    public SteeringKnobs? Knobs { get; init; }

    /// <summary>Keys held down.</summary>
    public int HeldCount { get; private set; }

    /// <summary>Events that found the queue full.</summary>
    public long DroppedCount { get; private set; }

    /// <summary>Whether no release is owed.</summary>
    public bool IsSettled => !_owesRelease;

    /// <summary>A keyboard begins to play this part.</summary>
    /// <param name="source">What its keys count as.</param>
    public void Begin(BoxEventSource source = BoxEventSource.Keyboard)
    {
        if (Posts is not null) Posts.Source = source;
        if (_routing.Program is { } program) Send(NoteEventKind.ProgramChange, _routing.ChannelOf(0), program, 0);
    }

    /// <summary>Plays one message.</summary>
    public void Play(in MidiMessage message)
    {
        if (message.Kind == MidiMessageKind.Reset)
        {
            Release();
            return;
        }

        if (!message.IsChannelMessage) return;
        if (!Settle())
        {
            DroppedCount++;
            return;
        }

        var channel = _routing.ChannelOf(message.Channel);
        switch (message.Kind)
        {
            case MidiMessageKind.NoteOn:
                Press(channel, message.Data1, message.Data2);
                break;
            case MidiMessageKind.NoteOff:
                Raise(channel, message.Data1);
                break;
            case MidiMessageKind.ControlChange:
                Control(channel, message.Data1, message.Data2);
                break;
            case MidiMessageKind.ProgramChange:
                Send(NoteEventKind.ProgramChange, channel, message.Data1, 0);
                break;
            case MidiMessageKind.PitchBend:
                Bend(channel, message.Value14);
                break;
        }
    }

    /// <summary>Takes everything back: cable pulled, silence where there should be none, end.</summary>
    public void Release()
    {
        _owesRelease = true;
        Settle();
    }

    /// <summary>Sends the release that is owed, if one is and there is room for it.</summary>
    /// <returns>Whether nothing is owed any more.</returns>
    public bool Settle()
    {
        if (!_owesRelease) return true;
        var count = 1 + BitOperations.PopCount(_bent);
        foreach (var bits in _moved) count += BitOperations.PopCount(bits);
        if (_queue.FreeCount < count) return false;
        Enqueue(NoteEventKind.ReleaseOwner, 0, 0, 0);
        for (var channel = 0; channel < Channels; channel++) Rest((byte)channel);
        Array.Clear(_held);
        HeldCount = 0;
        Posts?.AllUp();
        _owesRelease = false;
        return true;
    }

    private static bool Has(ulong[] bits, int channel, int number) => (bits[2 * channel + (number >> 6)] >> number & 1) != 0;

    private static void Set(ulong[] bits, int channel, int number) => bits[2 * channel + (number >> 6)] |= 1UL << number;

    private static void Clear(ulong[] bits, int channel, int number) => bits[2 * channel + (number >> 6)] &= ~(1UL << number);

    private void Press(byte channel, byte pitch, byte velocity)
    {
        // Dropped, it is silence: nothing to make good.
        if (!Enqueue(NoteEventKind.NoteOn, channel, pitch, velocity)) return;
        var isHeld = Has(_held, channel, pitch);
        // A drum pad has no pitch that could be answered.
        if (channel != Note.DrumChannel) Posts?.Down(pitch, velocity, isHeld);
        if (isHeld) return;
        Set(_held, channel, pitch);
        HeldCount++;
    }

    private void Raise(byte channel, byte pitch)
    {
        if (!Has(_held, channel, pitch)) return;
        Clear(_held, channel, pitch);
        HeldCount--;
        if (channel != Note.DrumChannel) Posts?.Up(pitch);
        Send(NoteEventKind.NoteOff, channel, pitch, 0);
    }

    private void Control(byte channel, byte control, byte value)
    {
        if (control is AllSoundOff or >= AllNotesOff)
        {
            for (byte pitch = 0; pitch < 128; pitch++) Raise(channel, pitch);
            return;
        }

        if (control == ResetControllers)
        {
            if (_queue.FreeCount >= RestValues.MostPerChannel) Rest(channel);
            else _owesRelease = true;
            return;
        }

        if (Knobs?.Turn(control, value) == true) return;
        var rest = RestValues.Of(control);
        if (rest >= 0) Set(_moved, channel, control);
        // Where the way back was dropped, it is still to be gone.
        if (Send(NoteEventKind.ControlChange, channel, control, value) && value == rest) Clear(_moved, channel, control);
    }

    private void Bend(byte channel, int value)
    {
        _bent |= (ushort)(1 << channel);
        if (Send(NoteEventKind.PitchBend, channel, (byte)(value & 127), (byte)(value >> 7)) && value == CentredBend)
            _bent &= (ushort)~(1 << channel);
    }

    // What this part moved on a channel goes back; there must be room.
    private void Rest(byte channel)
    {
        for (var half = 0; half < 2; half++)
        {
            ref var bits = ref _moved[2 * channel + half];
            for (; bits != 0; bits &= bits - 1)
            {
                var control = (byte)(64 * half + BitOperations.TrailingZeroCount(bits));
                Enqueue(NoteEventKind.ControlChange, channel, control, (byte)RestValues.Of(control));
            }
        }

        if ((_bent & 1 << channel) == 0) return;
        _bent &= (ushort)~(1 << channel);
        Enqueue(NoteEventKind.PitchBend, channel, CentredBend & 127, CentredBend >> 7);
    }

    private bool Send(NoteEventKind kind, byte channel, byte data1, byte data2)
    {
        var isSent = Enqueue(kind, channel, data1, data2);
        _owesRelease |= !isSent;
        return isSent;
    }

    private bool Enqueue(NoteEventKind kind, byte channel, byte data1, byte data2)
    {
        if (_queue.TryEnqueue(new NoteEvent(_frame(), kind, channel, data1, data2, OwnerId, NoteEvent.LiveGeneration))) return true;
        DroppedCount++;
        return false;
    }
}
