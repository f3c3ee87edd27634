using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MusicGen.Edge.Tests;

/// <summary>
/// Visitors of every kind for a long time, with the shipped model: what must never happen does not. MUSICGEN_VISIT_MINUTES=60 makes
/// it the full hour.
/// </summary>
public sealed class MixedUseTests : IDisposable
{
    private static readonly double _minutes = double.TryParse(Environment.GetEnvironmentVariable("MUSICGEN_VISIT_MINUTES"), CultureInfo.InvariantCulture, out var minutes) ? minutes : 4;

    private readonly Box _box = new();

    public void Dispose() => _box.Dispose();

    [EngineFact(Needs.Model | Needs.Piano)]
    public void NothingThatMustNotHappenHappens()
    {
        const string preset = """{ "name": "rules", "title": "Rules", "steering": { "scale": "D pentatonic", "lowestPitch": 40, "highestPitch": 90, "maxNoteSeconds": 2 } }""";
        _box.Folder.Write("program/Data/presets/rules.json", preset);
        _box.Folder.Write("visit.jsonl", WriteVisit(new Random(20)));

        var code = _box.Run(
            "render", "--model", Engines.PianoFolder!, "--preset", "rules", "--random-seed", "5",
            "--visit", _box.Folder["visit.jsonl"], "-o", _box.Folder["log.jsonl"]);

        Assert.True(code == ExitCode.Done, _box.Error);
        var log = File.ReadLines(_box.Folder["log.jsonl"]).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        AssertRules(log);
    }

    private static void AssertRules(List<JsonElement> log)
    {
        var sounding = new Dictionary<(int Channel, int Pitch, string By), double>();
        double lastKey = double.NegativeInfinity, lastTouch = double.NegativeInfinity;
        var held = new HashSet<int>();
        var mode = "answer";
        int notes = 0, answers = 0;
        foreach (var e in log)
        {
            var at = e.GetProperty("at").GetDouble();
            switch (e.GetProperty("event").GetString())
            {
                case "mode":
                    mode = e.GetProperty("name").GetString()!;
                    break;
                case "key-down":
                    lastKey = lastTouch = at;
                    held.Add(e.GetProperty("pitch").GetInt32());
                    break;
                case "key-up":
                    lastTouch = at;
                    held.Remove(e.GetProperty("pitch").GetInt32());
                    break;
                case "preset":
                    // Asked for: it plays at once.
                    lastTouch = double.NegativeInfinity;
                    break;
                case "phase" when e.GetProperty("name").GetString() == "answering":
                    answers++;
                    break;
                case "note-on":
                    var key = (e.GetProperty("channel").GetInt32(), e.GetProperty("pitch").GetInt32(), e.GetProperty("by").GetString()!);
                    Assert.False(sounding.ContainsKey(key), $"{key} begins twice at {at}");
                    sounding[key] = at;
                    if (key.Item3 != "box") break;
                    notes++;
                    Assert.InRange(key.Item2, 40, 90);
                    Assert.Contains(key.Item2 % 12, new[] { 2, 4, 6, 9, 11 });
                    // A phrase of more than twenty seconds is answered after 0.3 s, any other after 0.8 s.
                    if (mode == "answer" && at - lastKey > 0.05) Assert.True(held.Count == 0 && at - lastTouch > 0.29, $"a note of the box at {at}, {at - lastTouch} s after a key, {held.Count} held");
                    break;
                case "note-off":
                    var ended = (e.GetProperty("channel").GetInt32(), e.GetProperty("pitch").GetInt32(), e.GetProperty("by").GetString()!);
                    Assert.True(sounding.Remove(ended, out var since), $"{ended} ends at {at} and has not begun");
                    if (ended.Item3 != "box") break;
                    Assert.True(at - since < 2.05, $"{ended} sounds {at - since} s");
                    if (mode == "answer" && since < lastKey) Assert.True(at - lastKey < 0.05, $"{ended} sounds on {at - lastKey} s after a key");
                    break;
            }
        }

        Assert.Empty(sounding);
        Assert.True(notes > 100 * _minutes / 4, $"{notes} notes");
        Assert.True(answers > 2, $"{answers} answers");
    }

    private static string WriteVisit(Random random)
    {
        var visit = new StringBuilder();
        var end = _minutes * 60;
        for (var at = 1.0; at < end;)
        {
            switch (random.Next(10))
            {
                case < 6:
                    at = WritePhrase(visit, random, at);
                    break;
                case 6:
                    Write(visit, at, "\"preset\",\"name\":\"rules\"");
                    break;
                case 7:
                    Write(visit, at, $"\"mode\",\"name\":\"{new[] { "answer", "duet", "answer", "endless" }[random.Next(4)]}\"");
                    break;
                case 8:
                    Write(visit, at, $"\"steer\",\"name\":\"{new[] { "tempo", "density", "dynamics", "temperature" }[random.Next(4)]}\",\"value\":{random.Next(1, 12) / 4.0}");
                    break;
                default:
                    Write(visit, at, "\"stop\"");
                    break;
            }

            at += random.NextDouble() * random.Next(1, 12);
        }

        Write(visit, end + 1, "\"stop\"");
        return visit.ToString();
    }

    private static double WritePhrase(StringBuilder visit, Random random, double at)
    {
        for (var left = random.Next(1, 14); left > 0; left--)
        {
            var pitch = random.Next(40, 90);
            var length = 0.05 + random.NextDouble() * 0.5;
            Write(visit, at, $"\"key-down\",\"pitch\":{pitch}");
            Write(visit, at + length, $"\"key-up\",\"pitch\":{pitch}");
            at += length + random.NextDouble() * 0.2;
        }

        return at;
    }

    private static void Write(StringBuilder visit, double at, string what) =>
        visit.AppendLine(string.Create(CultureInfo.InvariantCulture, $"{{\"at\":{at:0.000},\"event\":{what}}}"));
}
