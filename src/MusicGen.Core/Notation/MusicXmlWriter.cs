using System.Globalization;
using System.Text;
using System.Xml;

namespace MusicGen.Core;

/// <summary>
/// Writes a piece as sheet music in MusicXML 4.0 (W3C, score-partwise): the way out for people who want to read, print or edit what was composed.
/// <list type="bullet">
/// <item>The piece is brought to the time grid first, by <see cref="ScoreQuantiser"/>; music that is on it already keeps every note.</item>
/// <item>Each channel and program is a part; keyboards and the harp get two staves where they need them; a staff has up to two voices, and what
/// overlaps beyond that is tied.</item>
/// <item>Velocities are kept note by note, channels and programs by part, the tempo map as sound: reading the file back gives the same notes.</item>
/// </list>
/// </summary>
/// <remarks>Thread-safe. Equal pieces give equal bytes. MIDI notes below C0 (0–11) are written an octave higher, since MusicXML has none.</remarks>
public static class MusicXmlWriter
{
    /// <summary>Writes a file, in place of one that is there.</summary>
    /// <param name="piece">What to write.</param>
    /// <param name="path">Where to.</param>
    /// <param name="options">How; null for everything found from the notes.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Write(Piece piece, string path, ScoreOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write);
        Write(piece, stream, options);
    }

    /// <summary>Writes a file into a stream, which stays open.</summary>
    /// <param name="piece">What to write.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="options">How; null for everything found from the notes.</param>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public static void Write(Piece piece, Stream stream, ScoreOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(piece);
        ArgumentNullException.ThrowIfNull(stream);
        var score = ScoreQuantiser.Quantise(piece, options);
        var bars = ScoreBar.Of(score);
        var parts = ScorePart.Of(score, bars);
        var key = options?.Key ?? KeyFinder.Find(score.Notes);
        using var xml = XmlWriter.Create(stream, new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(false), NewLineChars = "\n", CloseOutput = false });
        xml.WriteStartDocument();
        xml.WriteDocType("score-partwise", "-//Recordare//DTD MusicXML 4.0 Partwise//EN", "http://www.musicxml.org/dtds/partwise.dtd", null);
        xml.WriteStartElement("score-partwise");
        xml.WriteAttributeString("version", "4.0");
        WriteHead(xml, piece.Name, parts);
        for (var part = 0; part < parts.Count; part++)
            new MusicXmlPart(xml, parts[part], bars, key, part == 0 ? score.Tempo : null).Write();
        xml.WriteEndElement();
        xml.WriteEndDocument();
    }

    private static void WriteHead(XmlWriter xml, string title, List<ScorePart> parts)
    {
        xml.WriteStartElement("work");
        xml.WriteElementString("work-title", new string([.. title.Where(XmlConvert.IsXmlChar)]));
        xml.WriteEndElement();
        xml.WriteStartElement("identification");
        xml.WriteStartElement("encoding");
        xml.WriteElementString("software", "MusicGen.Edge");
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteStartElement("part-list");
        foreach (var part in parts)
            WriteScorePart(xml, part);
        xml.WriteEndElement();
    }

    private static void WriteScorePart(XmlWriter xml, ScorePart part)
    {
        var instruments = part.IsDrums
            ? part.Notes.Select(note => note.Pitch).Distinct().Order().Select(key => (Id: MusicXmlPart.InstrumentId(part, key), Name: GeneralMidi.DrumName(key), Key: (int?)key)).ToList()
            : [(Id: MusicXmlPart.InstrumentId(part, 0), part.Name, Key: (int?)null)];
        xml.WriteStartElement("score-part");
        xml.WriteAttributeString("id", part.Id);
        xml.WriteElementString("part-name", part.Name);
        foreach (var (id, name, _) in instruments)
        {
            xml.WriteStartElement("score-instrument");
            xml.WriteAttributeString("id", id);
            xml.WriteElementString("instrument-name", name);
            xml.WriteEndElement();
        }

        foreach (var (id, _, key) in instruments)
        {
            xml.WriteStartElement("midi-instrument");
            xml.WriteAttributeString("id", id);
            xml.WriteElementString("midi-channel", Text(part.Channel + 1));
            xml.WriteElementString("midi-program", Text(part.Program + 1));
            if (key is { } drum)
                xml.WriteElementString("midi-unpitched", Text(drum + 1));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
