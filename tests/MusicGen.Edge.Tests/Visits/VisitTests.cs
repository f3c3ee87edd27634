using System.Text.Json;

namespace MusicGen.Edge.Tests;

/// <summary>Scripted visits through the whole program with a scripted model.</summary>
public sealed class VisitTests : IDisposable
{
    private readonly Box _box = new();

    public VisitTests()
    {
        _box.Surroundings = _box.Surroundings with { OpenModel = (package, _, _, _) => new ScriptedModel(package.Vocabulary) };
        _box.Folder.Write("program/Data/presets/slow.json", """{ "name": "slow", "title": "Slow", "steering": { "tempo": 0.5 } }""");
        _box.Folder.Write("program/Data/presets/duet.json", """{ "name": "duet", "title": "Two", "mode": "duet" }""");
    }

    public void Dispose() => _box.Dispose();

    [Fact]
    public void APhraseIsAnsweredAndTheLogTellsIt()
    {
        Render("""
            {"at":1,"event":"key-down","pitch":60}
            {"at":1.5,"event":"key-up","pitch":60}
            {"at":1.6,"event":"key-down","pitch":64}
            {"at":2.1,"event":"key-up","pitch":64}
            """);

        Assert.Equal(["attract", "listening", "answering", "listening", "attract"], Log("phase").Select(e => e.GetProperty("name").GetString()));
        Assert.InRange(Log("phase")[2].GetProperty("at").GetDouble(), 2.89, 2.93);
        Assert.Contains(Log("note-on"), e => e.GetProperty("by").GetString() == "box");
        Assert.Matches(@"4 events, 62\.1 s; 1 answers; notes: [1-9]\d* by the box, 2 by the player; random seed 7", _box.Out);
    }

    [Fact]
    public void TheLogOfAVisitIsTheSameVisit()
    {
        Render("""
            {"at":1,"event":"preset","name":"slow"}
            {"at":7,"event":"key-down","pitch":60}
            {"at":7.5,"event":"key-up","pitch":60}
            {"at":9.2,"event":"steer","name":"tempo","value":1.25}
            {"at":20,"event":"mode","name":"duet"}
            {"at":21,"event":"key-down","pitch":62}
            {"at":22,"event":"key-up","pitch":62}
            {"at":30,"event":"stop"}
            """);
        var first = File.ReadAllBytes(_box.Folder["out.mid"]);

        Assert.Equal(ExitCode.Done, Run("--visit", _box.Folder["log.jsonl"], "--seconds", "90", "-o", _box.Folder["again.mid"]));

        Assert.Equal(first[^200..], File.ReadAllBytes(_box.Folder["again.mid"])[^200..]);
    }

    [Fact]
    public void EveryNoteOnHasItsNoteOff()
    {
        Render("""
            {"at":1,"event":"preset","name":"duet"}
            {"at":5,"event":"key-down","pitch":60}
            {"at":5.3,"event":"preset","name":"slow"}
            {"at":6,"event":"key-up","pitch":60}
            {"at":8,"event":"panic"}
            {"at":9,"event":"preset","name":"slow"}
            {"at":12,"event":"stop"}
            """);

        Assert.Equal(Log("note-on").Length, Log("note-off").Length);
    }

    [Fact]
    public void SheetMusicOfAVisitHasItsNotes()
    {
        _box.Folder.Write("visit.jsonl", "{\"at\":1,\"event\":\"preset\",\"name\":\"slow\"}");

        Assert.Equal(ExitCode.Done, Run("--visit", _box.Folder["visit.jsonl"], "--seconds", "10", "-o", _box.Folder["out.musicxml"]));

        Assert.Contains("<pitch>", File.ReadAllText(_box.Folder["out.musicxml"]));
    }

    [Fact]
    public void AVisitThatIsNoneIsRefusedAndNothingIsWritten()
    {
        _box.Folder.Write("visit.jsonl", "{\"at\":1,\"event\":\"dance\"}");

        Assert.Equal(ExitCode.Usage, Run("--visit", _box.Folder["visit.jsonl"], "-o", _box.Folder["out.mid"]));

        Assert.Contains("visit.jsonl, line 1: 'event': one of key-down", _box.Error);
        Assert.False(File.Exists(_box.Folder["out.mid"]));
    }

    [Fact]
    public void ALogWithoutAVisitIsRefused()
    {
        Assert.Equal(ExitCode.Usage, Run("-o", _box.Folder["log.jsonl"]));

        Assert.Contains("--visit expected where a log is to be written", _box.Error);
    }

    private void Render(string visit)
    {
        _box.Folder.Write("visit.jsonl", visit);
        Assert.Equal(ExitCode.Done, Run("--visit", _box.Folder["visit.jsonl"], "-o", _box.Folder["out.mid"], "-o", _box.Folder["log.jsonl"]));
    }

    private int Run(params string[] arguments) => _box.Run(["render", "--model", Engines.TinyFolder, "--random-seed", "7", .. arguments]);

    private JsonElement[] Log(string name) =>
    [
        .. File.ReadLines(_box.Folder["log.jsonl"]).Select(line => JsonDocument.Parse(line).RootElement).Where(e => e.GetProperty("event").GetString() == name),
    ];
}
