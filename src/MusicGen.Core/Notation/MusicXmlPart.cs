using System.Globalization;
using System.Xml;

namespace MusicGen.Core;

/// <summary>Writes one part of a score: its bars with clefs, key, metre, tempo and dynamics, and in each bar its voices one after the other.</summary>
internal sealed class MusicXmlPart
{
    private const double MaxFullVelocity = 90;

    /// <summary>A tempo mark is printed where the tempo differs by more than this part from the last printed one; smaller changes only sound.</summary>
    private const double PrintedTempoChange = 0.06;

    private readonly XmlWriter _xml;
    private readonly ScorePart _part;
    private readonly IReadOnlyList<ScoreBar> _bars;
    private readonly KeyChange _key;
    private readonly List<(long Ticks, int MicrosecondsPerQuarter)> _tempos;
    private readonly DynamicMarks _dynamics = new();
    private double _printedBpm;

    /// <summary>A part to be written.</summary>
    /// <param name="xml">Where to, inside the score.</param>
    /// <param name="part">The part.</param>
    /// <param name="bars">The score's bars.</param>
    /// <param name="key">The score's key.</param>
    /// <param name="tempo">The tempo map, in the part that carries it; else null.</param>
    public MusicXmlPart(XmlWriter xml, ScorePart part, IReadOnlyList<ScoreBar> bars, KeyChange key, PieceTempo? tempo)
    {
        _xml = xml;
        _part = part;
        _bars = bars;
        _key = part.IsDrums ? default : key;
        _tempos = [.. tempo?.Changes ?? []];
    }

    public static string InstrumentId(ScorePart part, int drumKey) =>
        string.Create(CultureInfo.InvariantCulture, $"{part.Id}-I{(part.IsDrums ? drumKey + 1 : 1)}");

    public void Write()
    {
        _xml.WriteStartElement("part");
        _xml.WriteAttributeString("id", _part.Id);
        var byBar = _part.Notes.GroupBy(note => BarAt(note.OnsetTicks)).ToDictionary(group => group.Key, group => group.Average(note => note.Velocity));
        for (var bar = 0; bar < _bars.Count; bar++)
        {
            _xml.WriteStartElement("measure");
            _xml.WriteAttributeString("number", Text(bar + 1));
            WriteAttributes(bar);
            WriteTempos(_bars[bar]);
            if (byBar.TryGetValue(bar, out var velocity) && _dynamics.Next(velocity) is { } mark)
                WriteDynamics(mark);
            WriteVoices(bar);
            _xml.WriteEndElement();
        }

        _xml.WriteEndElement();
    }

    private static string Text(double number) => number.ToString("0.######", CultureInfo.InvariantCulture);

    /// <summary>The shortest number of beats a minute that still says the same microseconds: programs print it as it stands.</summary>
    private static double Bpm(int microseconds) => Enumerable.Range(0, 7)
        .Select(digits => Math.Round(60e6 / microseconds, digits))
        .FirstOrDefault(bpm => bpm > 0 && (int)Math.Round(60e6 / bpm) == microseconds, 60e6 / microseconds);

    private int BarAt(long ticks)
    {
        int low = 0, high = _bars.Count - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (_bars[middle].StartTicks <= ticks) low = middle;
            else high = middle - 1;
        }

        return low;
    }

    private void WriteAttributes(int bar)
    {
        if (bar > 0 && !_bars[bar].IsMetreNew)
            return;
        _xml.WriteStartElement("attributes");
        if (bar == 0)
        {
            _xml.WriteElementString("divisions", Text(MusicalTime.Ppqn));
            _xml.WriteStartElement("key");
            _xml.WriteElementString("fifths", Text(_key.Fifths));
            _xml.WriteElementString("mode", _key.IsMinor ? "minor" : "major");
            _xml.WriteEndElement();
        }

        _xml.WriteStartElement("time");
        _xml.WriteElementString("beats", Text(_bars[bar].Metre.Numerator));
        _xml.WriteElementString("beat-type", Text(_bars[bar].Metre.Denominator));
        _xml.WriteEndElement();
        if (bar == 0)
            WriteStaves();
        _xml.WriteEndElement();
    }

    private void WriteStaves()
    {
        _xml.WriteElementString("staves", Text(_part.Clefs.Count));
        for (var staff = 0; staff < _part.Clefs.Count; staff++)
        {
            var clef = _part.Clefs[staff];
            _xml.WriteStartElement("clef");
            _xml.WriteAttributeString("number", Text(staff + 1));
            _xml.WriteElementString("sign", clef == 'P' ? "percussion" : clef.ToString());
            _xml.WriteElementString("line", clef == 'F' ? "4" : "2");
            _xml.WriteEndElement();
        }
    }

    private void WriteTempos(ScoreBar bar)
    {
        foreach (var (ticks, microseconds) in _tempos.Where(tempo => tempo.Ticks >= bar.StartTicks && tempo.Ticks < bar.EndTicks))
        {
            var bpm = Bpm(microseconds);
            if (ticks == bar.StartTicks && Math.Abs(bpm - _printedBpm) > PrintedTempoChange * _printedBpm)
                WriteMetronome(_printedBpm = bpm);
            else
                WriteSound(bpm, ticks - bar.StartTicks);
        }
    }

    private void WriteMetronome(double bpm)
    {
        _xml.WriteStartElement("direction");
        _xml.WriteAttributeString("placement", "above");
        _xml.WriteStartElement("direction-type");
        _xml.WriteStartElement("metronome");
        _xml.WriteElementString("beat-unit", "quarter");
        _xml.WriteElementString("per-minute", Text(Math.Round(bpm)));
        _xml.WriteEndElement();
        _xml.WriteEndElement();
        WriteSound(bpm, 0);
        _xml.WriteEndElement();
    }

    private void WriteSound(double bpm, long offsetTicks)
    {
        _xml.WriteStartElement("sound");
        _xml.WriteAttributeString("tempo", Text(bpm));
        if (offsetTicks > 0)
            _xml.WriteElementString("offset", Text(offsetTicks));
        _xml.WriteEndElement();
    }

    private void WriteDynamics((string Mark, int Velocity) mark)
    {
        _xml.WriteStartElement("direction");
        _xml.WriteAttributeString("placement", "below");
        _xml.WriteStartElement("direction-type");
        _xml.WriteStartElement("dynamics");
        _xml.WriteElementString(mark.Mark, null);
        _xml.WriteEndElement();
        _xml.WriteEndElement();
        _xml.WriteElementString("staff", "1");
        _xml.WriteStartElement("sound");
        _xml.WriteAttributeString("dynamics", Text(Math.Round(mark.Velocity * 100 / MaxFullVelocity, 2)));
        _xml.WriteEndElement();
        _xml.WriteEndElement();
    }

    private void WriteVoices(int index)
    {
        const int voicesOfStaff = 4;
        var bar = _bars[index];
        var isFirst = true;
        for (var staff = 0; staff < _part.Staves.Count; staff++)
        {
            var notes = new MusicXmlNotes(_xml, _part, _key, staff + 1);
            for (var voice = 0; voice < _part.Staves[staff].Count; voice++)
            {
                var line = _part.Staves[staff][voice];
                if (voice > 0 && !line.SoundsIn(index))
                    continue;
                if (!isFirst)
                    WriteBackup(bar.Ticks);
                isFirst = false;
                var number = (staff * voicesOfStaff) + voice + 1;
                if (line.SoundsIn(index)) notes.Write(line.EventsIn(index, bar), number);
                else notes.WriteBarRest(bar.Ticks, number);
            }
        }
    }

    private void WriteBackup(int ticks)
    {
        _xml.WriteStartElement("backup");
        _xml.WriteElementString("duration", Text(ticks));
        _xml.WriteEndElement();
    }
}
