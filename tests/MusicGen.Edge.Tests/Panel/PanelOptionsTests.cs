namespace MusicGen.Edge.Tests;

/// <summary>The panel's section of <c>musicgen.json</c>.</summary>
public sealed class PanelOptionsTests
{
    [Fact]
    public void NothingSaidIsNoPanel()
    {
        var options = Read("{}", out var faults);

        Assert.Empty(faults);
        Assert.True(options.IsEmpty);
    }

    [Fact]
    public void EverythingIsRead()
    {
        var options = Read(
            """
            {
              "chip": "tegra-gpio", "interface": 1, "board": "jetson-nano", "debounceMilliseconds": 10,
              "buttons": [
                { "pin": 29, "click": "preset evening", "double": "next preset", "long": "stop" },
                { "line": 200, "activeLow": false, "pull": "down", "click": "steer tempo up", "repeat": true }
              ],
              "lights": [{ "pin": "J41-32", "shows": "preset evening", "brightness": 0.5 }, { "pin": "33", "shows": "fault", "dimmed": false }],
              "encoders": [{ "pinA": 35, "pinB": 36, "pinPush": 37, "turns": "temperature", "click": "steer temperature back" }],
              "display": { "bus": 0, "height": 32 },
              "keys": [{ "key": "KP1", "click": "preset 1" }]
            }
            """,
            out var faults);

        Assert.Empty(faults);
        Assert.Equal((1, "tegra-gpio", 10), (options.Interface, options.Chip, options.Times.DebounceMilliseconds));
        Assert.Equal(["button at pin 29", "button at line 200", "button at pin 37"], options.Buttons.Select(button => button.ToString()));
        Assert.Equal(new PanelAction(PanelActionKind.Preset, "evening"), options.Buttons[0].Click);
        Assert.Equal(new PanelAction(PanelActionKind.Stop), options.Buttons[0].Long);
        Assert.Equal((true, false, LinePull.Down), (options.Buttons[1].Repeats, options.Buttons[1].IsActiveLow, options.Buttons[1].Pull));
        Assert.Equal((LightSubject.Preset, "evening", 0.5), (options.Lights[0].Shows, options.Lights[0].Preset, options.Lights[0].Brightness));
        Assert.Equal((32, "temperature"), (options.Display!.Height, options.Encoders.Single().Parameter));
        Assert.Equal(79, PanelKeys.CodeOf(options.Keys.Single().Key!));
    }

    [Theory]
    [InlineData("""{ "buttons": [{ "pin": 6, "click": "stop" }] }""", "'buttons[0].pin': a GPIO pin of the header")]
    [InlineData("""{ "buttons": [{ "pin": 29, "click": "dance" }] }""", "'buttons[0].click': one of 'preset NAME'")]
    [InlineData("""{ "buttons": [{ "pin": 29, "clik": "stop" }] }""", "'buttons[0].clik': not a known key")]
    [InlineData("""{ "buttons": [{ "click": "stop" }] }""", "'buttons[0].pin': 'pin' (of the header) or 'line' (of the chip) expected, found neither")]
    [InlineData("""{ "buttons": [{ "pin": 29 }, { "pin": 29 }] }""", "one use of each line expected, but pin 29 has 2")]
    [InlineData("""{ "buttons": { "pin": 29 } }""", "'buttons': a list expected, found an object")]
    [InlineData("""{ "buttons": [{ "pin": 29, "click": "stop", "repeat": true, "long": "panic" }] }""", "a button that repeats has no long press")]
    [InlineData("""{ "buttons": [{ "pin": 29, "click": "steer loudness up" }] }""", "'loudness' is nothing that can be steered; known: volume, tempo")]
    [InlineData("""{ "buttons": [{ "pin": 29, "click": "steer tempo 9" }] }""", "up, down, back or a number from 0.4 to 2.5 expected for tempo, found \"9\"")]
    [InlineData("""{ "keys": [{ "key": "F99" }] }""", "'keys[0].key': a key's name")]
    [InlineData("""{ "display": { "height": 48 } }""", "'display.height': 32 or 64 expected, found 48")]
    [InlineData("""{ "board": "arduino" }""", "jetson-nano, orin-nano, raspberry-pi expected")]
    [InlineData("""{ "doubleMilliseconds": 100, "debounceMilliseconds": 40 }""", "at least three times debounceMilliseconds expected")]
    public void FaultsAreNamedWithTheirPlace(string panel, string fault)
    {
        Read(panel, out var faults);

        Assert.Contains(faults, found => found.Contains(fault, StringComparison.Ordinal));
    }

    private static PanelOptions Read(string panel, out List<string> faults)
    {
        var options = new PanelOptions();
        faults = [];
        JsonSection.Read("musicgen.json", panel, faults, section => options = PanelOptionsReader.Read(section));
        return options;
    }
}
