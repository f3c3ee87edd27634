using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace MusicGen.Core.Tests;

/// <summary>Reads MusicXML back for tests, from what the standard says and not from how the writer works: positions by durations, ties joined, sound as MIDI.</summary>
internal sealed class MusicXmlReading
{
    private readonly Dictionary<(string Part, int Pitch, long End), Note> _tied = [];
    private readonly Dictionary<string, (byte Channel, byte Program, int? Unpitched)> _instruments = [];

    public MusicXmlReading(byte[] bytes)
    {
        using var reader = XmlReader.Create(new MemoryStream(bytes), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        Document = XDocument.Load(reader);
        foreach (var midi in Document.Descendants("midi-instrument"))
            _instruments[(string)midi.Attribute("id")!] = ((byte)((int)midi.Element("midi-channel")! - 1), (byte)((int)midi.Element("midi-program")! - 1), (int?)midi.Element("midi-unpitched") - 1);
        foreach (var part in Document.Root!.Elements("part"))
            ReadPart(part);
        if (_tied.Count > 0)
            throw new InvalidDataException($"{_tied.Count} ties lead nowhere.");
        Notes.Sort();
    }

    public XDocument Document { get; }

    public List<Note> Notes { get; } = [];

    public List<(long Ticks, int MicrosecondsPerQuarter)> Tempos { get; } = [];

    public List<MetreChange> Metres { get; } = [];

    public static MusicXmlReading Of(Piece piece, ScoreOptions? options = null)
    {
        using var stream = new MemoryStream();
        MusicXmlWriter.Write(piece, stream, options);
        return new MusicXmlReading(stream.ToArray());
    }

    private static long Ticks(XElement element) => (long)element.Element("duration")!;

    private void ReadPart(XElement part)
    {
        var id = (string)part.Attribute("id")!;
        var start = 0L;
        foreach (var measure in part.Elements("measure"))
        {
            long at = start, furthest = start, chordStart = start;
            foreach (var element in measure.Elements())
            {
                switch (element.Name.LocalName)
                {
                    case "attributes" when element.Element("time") is { } time && id == "P1":
                        Metres.Add(new MetreChange(at, (byte)(int)time.Element("beats")!, (byte)(int)time.Element("beat-type")!));
                        break;
                    case "direction" when element.Element("sound") is { } sound:
                        ReadTempo(sound, at);
                        break;
                    case "sound":
                        ReadTempo(element, at);
                        break;
                    case "backup":
                        at -= Ticks(element);
                        break;
                    case "note":
                        if (element.Element("chord") is null)
                        {
                            chordStart = at;
                            at += Ticks(element);
                        }

                        if (element.Element("rest") is null)
                            ReadNote(id, element, chordStart);
                        furthest = Math.Max(furthest, at);
                        break;
                }
            }

            start = furthest;
        }
    }

    private void ReadTempo(XElement sound, long at)
    {
        if (sound.Attribute("tempo") is { } tempo)
            Tempos.Add((at + ((long?)sound.Element("offset") ?? 0), (int)Math.Round(60e6 / double.Parse(tempo.Value, CultureInfo.InvariantCulture))));
    }

    private void ReadNote(string part, XElement element, long start)
    {
        var instrument = _instruments[(string?)element.Element("instrument")?.Attribute("id") ?? part + "-I1"];
        var pitch = instrument.Unpitched ?? PitchOf(element.Element("pitch")!);
        var velocity = (byte)Math.Round(double.Parse((string)element.Attribute("dynamics")!, CultureInfo.InvariantCulture) * 0.9);
        var note = new Note(start, Ticks(element), (byte)pitch, velocity, instrument.Channel, instrument.Program);
        var ties = element.Elements("tie").Select(tie => (string)tie.Attribute("type")!).ToList();
        if (ties.Contains("stop"))
        {
            if (!_tied.Remove((part, pitch, start), out var first))
                throw new InvalidDataException($"A tie comes from nowhere at {start} in {part}.");
            note = first with { DurationTicks = note.EndTicks - first.OnsetTicks };
        }

        if (ties.Contains("start")) _tied.Add((part, pitch, note.EndTicks), note);
        else Notes.Add(note);
    }

    private static int PitchOf(XElement pitch) =>
        ((int)pitch.Element("octave")! * 12) + 12 + (int)((int?)pitch.Element("alter") ?? 0) + ((string)pitch.Element("step")! switch { "C" => 0, "D" => 2, "E" => 4, "F" => 5, "G" => 7, "A" => 9, _ => 11 });
}
