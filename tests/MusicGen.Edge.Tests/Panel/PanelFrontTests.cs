namespace MusicGen.Edge.Tests;

/// <summary>Buttons, encoders and keys become events of the box; what is missing is a fault and is tried again.</summary>
public sealed class PanelFrontTests : IDisposable
{
    private const int Button = 149;
    private const int Other = 200;

    private readonly Box _box = new();
    private readonly Inbox _inbox = new();
    private readonly List<string> _said = [];
    private readonly FaultBoard _faults;
    private readonly List<FakeLines> _chips = [];
    private Func<FakeLines> _open = () => new FakeLines();
    private BoxState _state = new() { Presets = ["evening", "dream"], InForce = new Dictionary<string, double> { ["tempo"] = 1 } };
    private long _now;

    public PanelFrontTests() => _faults = new FaultBoard(_said.Add);

    public void Dispose() => _box.Dispose();

    [Fact]
    public void APressThatBouncesFiveTimesIsOneEvent()
    {
        using var front = Start("""{ "chip": "fake", "buttons": [{ "line": 149, "click": "preset evening" }] }""");

        for (var edge = 0; edge < 5; edge++)
        {
            _chips[0].Set(Button, edge % 2 == 0);
            PassTo(front, _now + 4);
        }

        PassTo(front, _now + 500);
        _chips[0].Set(Button, false);
        PassTo(front, _now + 500);

        Assert.Equal(["PresetPressed evening"], Events());
    }

    [Fact]
    public void ClickDoubleAndLongDoWhatTheySay()
    {
        using var front = Start("""{ "chip": "fake", "buttons": [{ "line": 149, "click": "stop", "double": "next preset", "long": "panic" }] }""");

        Press(front, Button, 80);
        PassTo(front, _now + 1000);
        Assert.Equal(["Stop"], Events());
        Press(front, Button, 80);
        PassTo(front, _now + 150);
        Press(front, Button, 80);
        PassTo(front, _now + 1000);
        Assert.Equal(["PresetStep"], Events());
        Press(front, Button, 900);
        Assert.Equal(["Panic"], Events());
    }

    [Fact]
    public void ALostReleaseIsFoundWithinASecond()
    {
        using var front = Start("""{ "chip": "fake", "buttons": [{ "line": 149, "click": "stop" }] }""");
        _chips[0].Set(Button, true);
        PassTo(front, 100);
        _chips[0].SetSilently(Button, false);
        PassTo(front, 1200);

        Press(front, Button, 50);

        Assert.Equal(["Stop", "Stop"], Events());
    }

    [Fact]
    public void ATakenLineIsAFaultOfItsOwnAndIsUsedWhenFree()
    {
        _open = () => new FakeLines { Taken = { Button } };
        using var front = Start("""{ "chip": "fake", "buttons": [{ "line": 149, "click": "stop" }, { "line": 200, "click": "panic" }] }""");

        Assert.Equal(["Button at line 149: Line 149 of GPIO chip 'fake' expected to be free, but 'other' holds it."], _faults.Snapshot.Select(fault => fault.Sentence));
        Press(front, Other, 50);
        Assert.Equal(["Panic"], Events());
        _chips[0].Taken.Clear();
        PassTo(front, _now + 60_000);
        Press(front, Button, 50);

        Assert.Equal(["Stop"], Events());
        Assert.Empty(_faults.Snapshot);
        Assert.Contains("button at line 149 is there", _said);
    }

    [Fact]
    public void AMissingChipIsTriedAgainLongerEachTimeAndSaidOnce()
    {
        var tries = new List<long>();
        _open = () =>
        {
            tries.Add(_now);
            throw new IOException("found no GPIO chip at all");
        };
        using var front = Start("""{ "chip": "fake", "buttons": [{ "line": 149, "click": "stop" }] }""");

        PassTo(front, 100_000);

        Assert.Equal([0L, 1000, 3000, 7000, 15_000, 31_000, 61_000, 91_000], tries);
        Assert.Single(_said);
        Assert.Equal("panel.chip", _faults.Snapshot.Single().Key);
    }

    [Fact]
    public void AChipThatVanishesAndReturnsIsUsedAgain()
    {
        using var front = Start("""{ "chip": "fake", "buttons": [{ "line": 149, "click": "stop", "repeat": true }], "lights": [{ "line": 32 }] }""");
        _chips[0].Set(Button, true);
        PassTo(front, 100);
        _chips[0].IsGone = true;
        PassTo(front, 20_000);

        Assert.True(_chips[0].IsClosed);
        Assert.Equal(2, _chips.Count);
        Assert.Empty(_faults.Snapshot);
        // What was held when it went does not repeat for ever.
        Assert.InRange(Events().Count, 1, 8);
        Press(front, Button, 50);
        Assert.Equal(["Stop"], Events());
    }

    [Fact]
    public void AnEncoderGoesThroughPresetsOrTurnsAParameter()
    {
        using var front = Start("""{ "chip": "fake", "encoders": [{ "lineA": 1, "lineB": 2 }, { "lineA": 3, "lineB": 4, "turns": "tempo" }] }""");

        _chips[0].Turn(1, -2);
        _chips[0].Turn(3, 3);
        PassTo(front, _now + 1);

        Assert.Equal(["PresetStep", "PresetStep", "Steered tempo"], Events(out var values));
        Assert.Equal([-1, -1, 1.15], values.Select(value => Math.Round(value, 6)));
    }

    [Fact]
    public void KeysOfAKeyPadAreButtonsToo()
    {
        using var front = Start("""{ "keys": [{ "key": "KP1", "click": "preset 1", "long": "stop" }] }""");

        front.OnKey(79, true);
        PassTo(front, 100);
        front.OnKey(79, false);
        front.OnKey(80, true);
        PassTo(front, 200);
        front.OnKey(79, true);
        PassTo(front, 1100);

        Assert.Equal(["PresetPressed evening", "Stop"], Events());
    }

    [Fact]
    public void AnUnknownBoardNeedsAChip()
    {
        using var front = Start("""{ "buttons": [{ "pin": 29, "click": "stop" }] }""");

        Assert.Contains("say 'chip'", _faults.Snapshot.Single().Sentence);
        _state = _state with { Number = 1 };
    }

    private PanelFront Start(string panel)
    {
        var faults = new List<string>();
        var options = new PanelOptions();
        JsonSection.Read("musicgen.json", panel, faults, section => options = PanelOptionsReader.Read(section));
        Assert.Empty(faults);
        var surroundings = _box.Surroundings with
        {
            Panel = _box.Surroundings.Panel with
            {
                OpenLines = (_, _) =>
                {
                    var chip = _open();
                    _chips.Add(chip);
                    return chip;
                },
            },
        };
        var front = new PanelFront(options, surroundings, _inbox, () => _state, _faults, () => _now, () => { });
        front.Step();
        return front;
    }

    private void Press(PanelFront front, int line, int milliseconds)
    {
        _chips[^1].Set(line, true);
        PassTo(front, _now + milliseconds);
        _chips[^1].Set(line, false);
        PassTo(front, _now + 50);
    }

    // As the panel's thread does: steps when something is due, otherwise not.
    private void PassTo(PanelFront front, long until)
    {
        front.Step();
        while (front.Deadline <= until)
        {
            _now = Math.Max(_now, front.Deadline);
            front.Step();
        }

        _now = until;
        front.Step();
    }

    private List<string> Events() => Events(out _);

    private List<string> Events(out List<double> values)
    {
        var events = new List<string>();
        values = [];
        while (_inbox.TryTake(out var boxEvent))
        {
            events.Add(boxEvent.Text is null ? boxEvent.Kind.ToString() : $"{boxEvent.Kind} {boxEvent.Text}");
            values.Add(boxEvent.Value);
        }

        return events;
    }
}
