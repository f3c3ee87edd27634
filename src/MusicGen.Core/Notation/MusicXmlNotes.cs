using System.Globalization;
using System.Xml;

namespace MusicGen.Core;

/// <summary>Writes the notes and rests of one staff in one bar, and remembers the accidentals that hold in it.</summary>
internal sealed class MusicXmlNotes
{
    private const double FullVelocity = 90;
    private const int FirstCymbalKey = 42;

    private static readonly string[] _accidentals = ["flat-flat", "flat", "natural", "sharp", "double-sharp"];

    private readonly XmlWriter _xml;
    private readonly ScorePart _part;
    private readonly KeyChange _key;
    private readonly int _staff;
    private readonly Dictionary<(char Step, int Octave), int> _altered = [];

    public MusicXmlNotes(XmlWriter xml, ScorePart part, KeyChange key, int staff)
    {
        _xml = xml;
        _part = part;
        _key = key;
        _staff = staff;
    }

    public void Write(IEnumerable<ScoreEvent> events, int voice)
    {
        foreach (var scoreEvent in events)
        {
            if (scoreEvent.Notes.Count == 0)
                WriteRest(scoreEvent, voice);
            for (var note = 0; note < scoreEvent.Notes.Count; note++)
                WriteNote(scoreEvent, scoreEvent.Notes[note], note > 0, voice);
        }
    }

    public void WriteBarRest(int ticks, int voice)
    {
        _xml.WriteStartElement("note");
        _xml.WriteStartElement("rest");
        _xml.WriteAttributeString("measure", "yes");
        _xml.WriteEndElement();
        _xml.WriteElementString("duration", Text(ticks));
        _xml.WriteElementString("voice", Text(voice));
        _xml.WriteElementString("staff", Text(_staff));
        _xml.WriteEndElement();
    }

    private static string Text(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    private void WriteRest(ScoreEvent rest, int voice)
    {
        _xml.WriteStartElement("note");
        _xml.WriteElementString("rest", null);
        _xml.WriteElementString("duration", Text(rest.Value.Ticks));
        _xml.WriteElementString("voice", Text(voice));
        WriteValue(rest.Value, null);
        _xml.WriteElementString("staff", Text(_staff));
        if (rest.StartsTuplet || rest.EndsTuplet)
        {
            _xml.WriteStartElement("notations");
            WriteTuplet(rest);
            _xml.WriteEndElement();
        }

        _xml.WriteEndElement();
    }

    private void WriteNote(ScoreEvent chord, Note note, bool isChordNote, int voice)
    {
        bool isTiedBack = note.OnsetTicks < chord.StartTicks, isTiedOn = note.EndTicks > chord.EndTicks;
        _xml.WriteStartElement("note");
        _xml.WriteAttributeString("dynamics", Text(note.Velocity * 100 / FullVelocity));
        if (isChordNote)
            _xml.WriteElementString("chord", null);
        var accidental = WritePitch(note, isTiedBack);
        _xml.WriteElementString("duration", Text(chord.Value.Ticks));
        WriteTies("tie", isTiedBack, isTiedOn);
        if (_part.IsDrums)
            WriteWithAttribute("instrument", "id", MusicXmlPart.InstrumentId(_part, note.Pitch));
        _xml.WriteElementString("voice", Text(voice));
        WriteValue(chord.Value, accidental);
        if (_part.IsDrums && IsCymbal(note.Pitch))
            _xml.WriteElementString("notehead", "x");
        _xml.WriteElementString("staff", Text(_staff));
        var hasTuplet = !isChordNote && (chord.StartsTuplet || chord.EndsTuplet);
        if (isTiedBack || isTiedOn || hasTuplet)
        {
            _xml.WriteStartElement("notations");
            WriteTies("tied", isTiedBack, isTiedOn);
            if (hasTuplet)
                WriteTuplet(chord);
            _xml.WriteEndElement();
        }

        _xml.WriteEndElement();
    }

    /// <summary>Writes the pitch and says which accidental must be printed.</summary>
    private string? WritePitch(Note note, bool isTiedBack)
    {
        var spelled = SpelledPitch.Of(note.Pitch, _key.Fifths);
        if (_part.IsDrums)
        {
            // Drums have places on the staff, not pitches; low sounding ones stand low.
            _xml.WriteStartElement("unpitched");
            _xml.WriteElementString("display-step", note.Pitch < 38 ? "F" : IsCymbal(note.Pitch) ? "G" : "C");
            _xml.WriteElementString("display-octave", note.Pitch < 38 ? "4" : "5");
            _xml.WriteEndElement();
            return null;
        }

        _xml.WriteStartElement("pitch");
        _xml.WriteElementString("step", spelled.Step.ToString());
        if (spelled.Alter != 0)
            _xml.WriteElementString("alter", Text(spelled.Alter));
        _xml.WriteElementString("octave", Text(spelled.Octave));
        _xml.WriteEndElement();
        var place = (spelled.Step, spelled.Octave);
        if (isTiedBack || _altered.GetValueOrDefault(place, SpelledPitch.AlterIn(_key.Fifths, spelled.Step)) == spelled.Alter)
            return null;
        _altered[place] = spelled.Alter;
        return _accidentals[spelled.Alter + 2];
    }

    private void WriteValue(NoteValue value, string? accidental)
    {
        _xml.WriteElementString("type", value.Type);
        if (value.IsDotted)
            _xml.WriteElementString("dot", null);
        if (accidental is not null)
            _xml.WriteElementString("accidental", accidental);
        if (!value.IsTriplet)
            return;
        _xml.WriteStartElement("time-modification");
        _xml.WriteElementString("actual-notes", "3");
        _xml.WriteElementString("normal-notes", "2");
        _xml.WriteEndElement();
    }

    private void WriteTies(string element, bool isTiedBack, bool isTiedOn)
    {
        if (isTiedBack)
            WriteWithAttribute(element, "type", "stop");
        if (isTiedOn)
            WriteWithAttribute(element, "type", "start");
    }

    private void WriteTuplet(ScoreEvent scoreEvent) => WriteWithAttribute("tuplet", "type", scoreEvent.StartsTuplet ? "start" : "stop");

    private void WriteWithAttribute(string element, string attribute, string value)
    {
        _xml.WriteStartElement(element);
        _xml.WriteAttributeString(attribute, value);
        _xml.WriteEndElement();
    }

    /// <summary>Hi-hats, cymbals and the like, written with crosses.</summary>
    private static bool IsCymbal(byte key) => key is FirstCymbalKey or 44 or 46 or 49 or 51 or 52 or 53 or 55 or 57 or 59;
}
