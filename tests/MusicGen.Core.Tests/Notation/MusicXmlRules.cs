using System.Xml.Linq;

namespace MusicGen.Core.Tests;

/// <summary>Rules of MusicXML 4.0 that programs which open a score rely on; checked where the W3C's own schema is not at hand.</summary>
internal static class MusicXmlRules
{
    private static readonly string[] _noteOrder =
        ["chord", "pitch", "unpitched", "rest", "duration", "tie", "instrument", "voice", "type", "dot", "accidental", "time-modification", "notehead", "staff", "notations"];

    private static readonly string[] _attributesOrder = ["divisions", "key", "time", "staves", "clef"];

    private static readonly Dictionary<string, int> _ticks = new()
    {
        ["whole"] = 1920,
        ["half"] = 960,
        ["quarter"] = 480,
        ["eighth"] = 240,
        ["16th"] = 120,
        ["32nd"] = 60,
        ["64th"] = 30,
        ["128th"] = 15,
    };

    public static void Check(XDocument score)
    {
        Assert.Equal("4.0", (string)score.Root!.Attribute("version")!);
        Assert.Equal(score.Descendants("score-part").Select(part => (string)part.Attribute("id")!), score.Root.Elements("part").Select(part => (string)part.Attribute("id")!));
        var ids = score.Descendants("score-instrument").Select(instrument => (string)instrument.Attribute("id")!).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(score.Descendants("instrument"), use => Assert.Contains((string)use.Attribute("id")!, ids));
        Assert.Single(score.Root.Elements("part").Select(part => part.Elements("measure").Count()).Distinct());
        foreach (var note in score.Descendants("note"))
        {
            InOrder(note, _noteOrder);
            TypeSaysDuration(note);
        }

        foreach (var attributes in score.Descendants("attributes"))
            InOrder(attributes, _attributesOrder);
        foreach (var measure in score.Descendants("measure"))
            VoicesFill(measure);
    }

    private static void InOrder(XElement element, string[] order)
    {
        var places = element.Elements().Select(child => Array.IndexOf(order, child.Name.LocalName)).ToList();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
    }

    private static void TypeSaysDuration(XElement note)
    {
        if (note.Element("type") is not { } type)
            return;
        var ticks = _ticks[type.Value] * (note.Element("dot") is null ? 2 : 3) / 2;
        if (note.Element("time-modification") is { } triplet)
            ticks = ticks * (int)triplet.Element("normal-notes")! / (int)triplet.Element("actual-notes")!;
        Assert.Equal(ticks, (int)note.Element("duration")!);
    }

    /// <summary>Every voice that is in a bar fills it, tuplets begin before they end, and no staff has more than four voices.</summary>
    private static void VoicesFill(XElement measure)
    {
        var voices = measure.Elements("note").Where(note => note.Element("chord") is null).GroupBy(note => (Staff: (string)note.Element("staff")!, Voice: (string)note.Element("voice")!)).ToList();
        Assert.Single(voices.Select(voice => voice.Sum(note => (int)note.Element("duration")!)).Distinct());
        Assert.Equal(voices.Count, voices.Select(voice => voice.Key.Voice).Distinct().Count());
        Assert.True(voices.GroupBy(voice => voice.Key.Staff).All(staff => staff.Count() <= 4));
        foreach (var voice in voices)
        {
            var open = false;
            foreach (var mark in voice.SelectMany(note => note.Descendants("tuplet")).Select(tuplet => (string)tuplet.Attribute("type")!))
            {
                Assert.Equal(open ? "stop" : "start", mark);
                open = !open;
            }

            Assert.False(open);
        }
    }
}
