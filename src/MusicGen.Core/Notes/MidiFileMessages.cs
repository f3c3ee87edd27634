using MusicGen.Midi.Live;

namespace MusicGen.Core;

/// <summary>Reads a MIDI file as the messages that a keyboard would send: keys, pedals, wheels, of all tracks together, by the file's own tempo.</summary>
/// <remarks>Thread-safe. Programs and banks are left out: whose keyboard it is decides how it sounds.</remarks>
public static class MidiFileMessages
{
    private const int Bank = 0;
    private const int FineBank = 32;

    /// <summary>Reads a file; a damaged one as far as it goes.</summary>
    /// <param name="path">A standard MIDI file.</param>
    /// <returns>Messages in order of time.</returns>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="InvalidDataException">It is no MIDI file, or there is no note in it.</exception>
    public static IReadOnlyList<TimedMessage> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Read(File.ReadAllBytes(path), path);
    }

    /// <summary>Reads the bytes of a file.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="where">The file's name, for messages.</param>
    /// <inheritdoc cref="Read(string)"/>
    public static IReadOnlyList<TimedMessage> Read(byte[] bytes, string where)
    {
        var (file, _) = MidiFileOpening.Open(bytes, where);
        var tempo = file.GetTempoMap();
        var messages = new List<TimedMessage>();
        foreach (var timed in file.GetTimedEvents())
            if (ToMessage(timed.Event) is { } message)
                messages.Add(new TimedMessage(TimeConverter.ConvertTo<MetricTimeSpan>(timed.Time, tempo).TotalMicroseconds / 1e6, message));
        if (!messages.Exists(message => message.Message.Kind == MidiMessageKind.NoteOn))
            throw new InvalidDataException($"Notes are expected in '{where}', but there is none; use another file.");
        return messages;
    }

    private static MidiMessage? ToMessage(MidiEvent midiEvent) => midiEvent switch
    {
        NoteOnEvent { Velocity: var velocity } note when velocity > 0 => Of(0x90, note, note.NoteNumber, velocity),
        NoteOnEvent note => Of(0x80, note, note.NoteNumber, 0),
        NoteOffEvent note => Of(0x80, note, note.NoteNumber, 0),
        ControlChangeEvent { ControlNumber: var number } control when number != Bank && number != FineBank => Of(0xB0, control, number, control.ControlValue),
        PitchBendEvent bend => Of(0xE0, bend, (byte)(bend.PitchValue & 127), (byte)(bend.PitchValue >> 7)),
        _ => null,
    };

    private static MidiMessage Of(int status, ChannelEvent channelEvent, byte first, byte second) => new((byte)(status | channelEvent.Channel), first, second);
}
