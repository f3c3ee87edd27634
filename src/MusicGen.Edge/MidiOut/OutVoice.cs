using System.Numerics;

namespace MusicGen.Edge;

/// <summary>Turns what is played into MIDI bytes for an instrument outside, and knows what that instrument holds, so that all of it can be taken back. Part of <see cref="MidiOutLoop"/>.</summary>
/// <remarks>Single-threaded. Allocates in its constructor only.</remarks>
internal sealed class OutVoice
{
    /// <summary>Most bytes that <see cref="Rest"/> writes.</summary>
    public const int MostRestBytes = Channels * (128 * 3 + RestValues.MostPerChannel * 3);

    private const int Channels = 16;
    private const int CentredBend = 8192;
    private const byte SustainPedal = 64;
    private const byte AllSoundOff = 120;
    private const byte AllNotesOff = 123;

    private readonly ulong[] _held = new ulong[2 * Channels];
    private readonly ulong[] _moved = new ulong[2 * Channels];
    private ushort _bent;

    /// <summary>Notes that the instrument holds.</summary>
    public int HeldCount => _held.Sum(BitOperations.PopCount);

    /// <summary>Writes one event.</summary>
    /// <param name="played">What is played.</param>
    /// <param name="destination">At least three bytes.</param>
    /// <returns>How many bytes were written.</returns>
    public int Play(in NoteEvent played, Span<byte> destination)
    {
        var channel = played.Channel & 15;
        int first = played.Data1 & 127, second = played.Data2 & 127;
        switch (played.Kind)
        {
            case NoteEventKind.NoteOn:
                Mark(_held, channel, first, true);
                return Write(destination, 0x90 | channel, first, second);
            case NoteEventKind.NoteOff:
                Mark(_held, channel, first, false);
                return Write(destination, 0x80 | channel, first, 0);
            case NoteEventKind.ControlChange:
                if (RestValues.Of(first) is >= 0 and var rest) Mark(_moved, channel, first, second != rest);
                return Write(destination, 0xB0 | channel, first, second);
            case NoteEventKind.ProgramChange:
                destination[0] = (byte)(0xC0 | channel);
                destination[1] = (byte)first;
                return 2;
            case NoteEventKind.PitchBend:
                var bit = (ushort)(1 << channel);
                _bent = (first | second << 7) == CentredBend ? (ushort)(_bent & ~bit) : (ushort)(_bent | bit);
                return Write(destination, 0xE0 | channel, first, second);
            default:
                return 0;
        }
    }

    /// <summary>Takes back everything that the instrument holds: notes, pedals, wheels.</summary>
    /// <param name="destination">At least <see cref="MostRestBytes"/>.</param>
    /// <returns>How many bytes were written.</returns>
    public int Rest(Span<byte> destination)
    {
        var count = 0;
        for (var channel = 0; channel < Channels; channel++)
        {
            for (var number = 0; number < 128; number++)
                if (Has(_held, channel, number)) count += Write(destination[count..], 0x80 | channel, number, 0);
            for (var number = 0; number < 128; number++)
                if (Has(_moved, channel, number)) count += Write(destination[count..], 0xB0 | channel, number, RestValues.Of(number));
            if ((_bent >> channel & 1) != 0) count += Write(destination[count..], 0xE0 | channel, CentredBend & 127, CentredBend >> 7);
        }

        Forget();
        return count;
    }

    /// <summary>Silences the instrument whatever it holds: pedals up, all notes off, all sound off on every channel.</summary>
    /// <param name="destination">At least <see cref="MostRestBytes"/>.</param>
    /// <returns>How many bytes were written.</returns>
    public int Panic(Span<byte> destination)
    {
        var count = Rest(destination);
        // What it holds is told first; there is room for the rest, as no channel holds everything twice.
        Span<byte> controls = [SustainPedal, AllNotesOff, AllSoundOff];
        for (var channel = 0; channel < Channels; channel++)
            foreach (var control in controls)
                if (count + 3 <= destination.Length) count += Write(destination[count..], 0xB0 | channel, control, 0);
        return count;
    }

    /// <summary>The instrument is gone: it holds nothing any more.</summary>
    public void Forget()
    {
        Array.Clear(_held);
        Array.Clear(_moved);
        _bent = 0;
    }

    private static bool Has(ulong[] bits, int channel, int number) => (bits[2 * channel + (number >> 6)] >> number & 1) != 0;

    private static void Mark(ulong[] bits, int channel, int number, bool isSet)
    {
        ref var word = ref bits[2 * channel + (number >> 6)];
        word = isSet ? word | 1UL << number : word & ~(1UL << number);
    }

    private static int Write(Span<byte> destination, int status, int first, int second)
    {
        destination[0] = (byte)status;
        destination[1] = (byte)first;
        destination[2] = (byte)second;
        return 3;
    }
}
