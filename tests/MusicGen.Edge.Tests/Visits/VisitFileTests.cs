namespace MusicGen.Edge.Tests;

public sealed class VisitFileTests
{
    private readonly List<string> _faults = [];

    [Fact]
    public void EveryKindOfEventIsRead()
    {
        var events = Read(
            "# a visit",
            """{ "at": 1, "event": "key-down", "pitch": 60, "velocity": 70 }""",
            """{ "at": 1.5, "event": "key-up", "pitch": 60 }""",
            """{ "at": 2, "event": "preset", "name": "evening" }""",
            """{ "at": 3, "event": "preset-step", "value": -1 }""",
            """{ "at": 4, "event": "stop" }""",
            """{ "at": 5, "event": "mode", "name": "duet" }""",
            """{ "at": 6, "event": "steer", "name": "tempo", "value": 1.5 }""",
            """{ "at": 7, "event": "steer", "name": "tempo", "value": null }""",
            """{ "at": 8, "event": "quiet-hours", "value": 1 }""",
            """{ "at": 9, "event": "visitor-left" }""");

        Assert.Empty(_faults);
        Assert.Equal(
            [
                new BoxEvent(BoxEventKind.KeyDown, BoxEventSource.Script, 60, 70, Frame: 48_000),
                new BoxEvent(BoxEventKind.KeyUp, BoxEventSource.Script, 60, Frame: 72_000),
                new BoxEvent(BoxEventKind.PresetPressed, BoxEventSource.Script, Text: "evening", Frame: 96_000),
                new BoxEvent(BoxEventKind.PresetStep, BoxEventSource.Script, Value: -1, Frame: 144_000),
                new BoxEvent(BoxEventKind.Stop, BoxEventSource.Script, Frame: 192_000),
                new BoxEvent(BoxEventKind.ModeChosen, BoxEventSource.Script, (int)PlayMode.Duet, Frame: 240_000),
                new BoxEvent(BoxEventKind.Steered, BoxEventSource.Script, Value: 1.5, Text: "tempo", Frame: 288_000),
                new BoxEvent(BoxEventKind.Steered, BoxEventSource.Script, Value: double.NaN, Text: "tempo", Frame: 336_000),
                new BoxEvent(BoxEventKind.QuietHours, BoxEventSource.Script, Value: 1, Frame: 384_000),
                new BoxEvent(BoxEventKind.VisitorLeft, BoxEventSource.Script, Frame: 432_000),
            ],
            events);
    }

    [Fact]
    public void EventsComeInTheOrderOfTheirTimesAndOutcomesArePassedOver()
    {
        var events = Read(
            """{ "at": 5, "event": "stop" }""",
            """{ "at": 4, "event": "note-on", "pitch": 60, "channel": 0, "velocity": 3, "by": "box" }""",
            """{ "at": 1, "event": "phase", "name": "playing", "preset": "a", "mode": "answer" }""",
            """{ "at": 2, "event": "panic", "source": "page" }""");

        Assert.Empty(_faults);
        Assert.Equal([BoxEventKind.Panic, BoxEventKind.Stop], events.Select(e => e.Kind));
    }

    [Theory]
    [InlineData("""{ "event": "stop" }""", "visit.jsonl, line 1: 'at': a number expected, found nothing; add the key")]
    [InlineData("""{ "at": 1, "event": "dance" }""", "visit.jsonl, line 1: 'event': one of key-down, key-up, preset, preset-step, stop, mode, steer, keep, panic, visitor-left, quiet-hours expected, found \"dance\"")]
    [InlineData("""{ "at": 1, "event": "key-down", "pitch": 128 }""", "visit.jsonl, line 1: 'pitch': a number from 0 to 127 expected, found 128")]
    [InlineData("""{ "at": 1, "event": "mode", "name": "karaoke" }""", "visit.jsonl, line 1: 'name': endless, answer, duet or solo expected, found \"karaoke\"")]
    [InlineData("not json", "visit.jsonl, line 1: JSON expected")]
    public void AFaultSaysItsLineAndWhatWasExpected(string line, string fault)
    {
        Read(line);

        Assert.StartsWith(fault, Assert.Single(_faults));
    }

    private IReadOnlyList<BoxEvent> Read(params string[] lines) => VisitFile.Read("visit.jsonl", lines, 48_000, _faults);
}
