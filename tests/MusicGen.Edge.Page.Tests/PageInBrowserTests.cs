using Microsoft.Playwright;

namespace MusicGen.Edge.Page.Tests;

/// <summary>The page in a real browser, used as people use it.</summary>
public sealed class PageInBrowserTests(Browser browser) : IClassFixture<Browser>
{
    [BrowserFact]
    public async Task PresetIsPressedAndHeard()
    {
        using var served = new Served();
        served.RunInRealTime();
        var page = await browser.OpenAsync(served);
        var isHeard = new TaskCompletionSource();
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) =>
        {
            if (frame.Binary is { Length: > 0 } bytes && HasSound(bytes)) isHeard.TrySetResult();
        };

        await page.GetByRole(AriaRole.Button, new() { Name = "Hear it here" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Whole-tone dream" }).ClickAsync();

        await isHeard.Task.WaitAsync(Limits.Token());
        await page.WaitForFunctionAsync("() => document.getElementById('hear-level').value > 0.3");
        await Assertions.Expect(page.Locator("#phase-text")).ToHaveTextAsync("It plays Whole-tone dream");
        await Assertions.Expect(page.Locator("[data-preset=dream]")).ToHaveAttributeAsync("aria-pressed", "true");
        await page.GetByRole(AriaRole.Button, new() { Name = "Whole-tone dream" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-preset=dream]")).ToHaveAttributeAsync("aria-pressed", "false");
        await page.WaitForFunctionAsync("() => document.getElementById('hear-level').value === 0");
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task KeysArePlayedAndAnswered()
    {
        using var served = new Served();
        served.RunInRealTime();
        var page = await browser.OpenAsync(served);
        var middleC = page.Locator("#keys button[data-pitch='60']");

        await middleC.HoverAsync();
        await page.Mouse.DownAsync();
        await Assertions.Expect(middleC).ToHaveAttributeAsync("data-by", "hand");
        await Assertions.Expect(page.Locator("#keys button[data-pitch='72']")).ToHaveAttributeAsync("data-by", "box");
        await Assertions.Expect(page.Locator("#phase-text")).ToHaveTextAsync("It answers; play to take over");
        await page.Mouse.UpAsync();
        await Assertions.Expect(middleC).Not.ToHaveAttributeAsync("data-by", "hand");

        Assert.Equal([0x90, 0x80], served.Box.Midi.Select(b => (int)b[0]));
        Assert.All(served.Box.Midi, b => Assert.Equal(60, b[1]));
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task LettersAndSpaceOnTheNoteInFocusPlay()
    {
        using var served = new Served();
        var page = await browser.OpenAsync(served);
        var lowest = await page.EvaluateAsync<int>("Number(document.querySelector('#keys button').dataset.pitch)");

        await page.Keyboard.DownAsync("d");
        await page.Keyboard.UpAsync("d");
        await page.Locator("#keys button[tabindex='0']").FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        var focused = await page.EvaluateAsync<int>("Number(document.activeElement.dataset.pitch)");
        await page.Keyboard.DownAsync("Space");
        await page.Keyboard.UpAsync("Space");
        await page.Locator("#typing").UncheckAsync();
        await page.Keyboard.PressAsync("d");
        await page.Locator("#lower").ClickAsync();
        await Eventually.TrueAsync(() => served.Box.Midi.Count == 4);

        Assert.Equal([lowest + 4, lowest + 4, focused, focused], served.Box.Midi.Select(b => (int)b[1]));
        Assert.Equal([0x90, 0x80, 0x90, 0x80], served.Box.Midi.Select(b => (int)b[0]));
        Assert.Equal(lowest - 12, await page.EvaluateAsync<int>("Number(document.querySelector('#keys button').dataset.pitch)"));
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task SteeringIsTurnedAndTurnedBack()
    {
        using var served = new Served();
        var page = await browser.OpenAsync(served);
        var tempo = page.GetByRole(AriaRole.Slider, new() { Name = "Tempo" });

        await tempo.FillAsync("1.5");
        await Eventually.TrueAsync(() => served.Box.State.Turned.GetValueOrDefault("tempo") == 1.5);
        await Assertions.Expect(page.Locator("#knob-tempo-value")).ToHaveTextAsync("× 1.50");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Scale" }).SelectOptionAsync("dorian");
        await Eventually.TrueAsync(() => served.Box.State.Turned.ContainsKey("scale"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Tempo: as the preset has it" }).ClickAsync();
        await Eventually.TrueAsync(() => !served.Box.State.Turned.ContainsKey("tempo"));

        Assert.Equal(SteeringParameter.Find("scale")!.Choices.ToList().IndexOf("dorian"), served.Box.State.Turned["scale"]);
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task KnobIsLearnedAndForgotten()
    {
        using var served = new Served();
        var tempo = SteeringParameter.Find("tempo");
        var page = await browser.OpenAsync(served);
        var learn = page.Locator(".knob:has(#knob-tempo) .learn");

        await learn.ClickAsync();
        await Assertions.Expect(page.Locator("#learning")).ToContainTextAsync("it will turn Tempo");
        await Eventually.TrueAsync(() => served.Box.Controllers.Learning == tempo);
        served.Box.Controllers.Move(74);
        await Assertions.Expect(learn).ToHaveTextAsync("74");
        await Assertions.Expect(page.Locator("#learning")).ToContainTextAsync("Controller 74 turns Tempo now.");
        await learn.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "No knob" }).ClickAsync();

        await Assertions.Expect(learn).ToHaveTextAsync("knob");
        await Eventually.TrueAsync(() => served.Box.Controllers.Learning is null && served.Box.Controllers.ParameterOf(74) is null);
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task NotesMoveInTheRoll()
    {
        using var served = new Served();
        served.RunInRealTime();
        var page = await browser.OpenAsync(served);
        await page.Locator("[data-preset=dream]").ClickAsync();
        await Eventually.TrueAsync(() => served.Box.Decided.Count > 0);
        // Bright pixels in the left half, where only notes that have moved there can be, and right of the line of now.
        const string Bright = """
            ([from, to]) => {
              const canvas = document.getElementById('roll'), image = canvas.getContext('2d').getImageData(canvas.width * from, 0, canvas.width * (to - from), canvas.height).data;
              let count = 0;
              for (let i = 0; i < image.length; i += 4) if (image[i] > 100 && image[i] > image[i + 2] + 40) count++;
              return count > 60;
            }
            """;

        await page.WaitForFunctionAsync(Bright, new[] { 0.6, 0.8 });
        await page.WaitForFunctionAsync(Bright, new[] { 0.85, 1 });
        await page.WaitForFunctionAsync(Bright, new[] { 0.35, 0.55 });
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task LostConnectionIsSaidAndComesBackByItself()
    {
        using var served = new Served();
        var page = await browser.OpenAsync(served);
        var first = Assert.Single(served.Server.Audience.Seeing);

        first.Cut();
        await Assertions.Expect(page.Locator("#connection")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#connection")).ToBeHiddenAsync();
        await page.Locator("[data-preset=evening]").ClickAsync();

        await Assertions.Expect(page.Locator("[data-preset=evening]")).ToHaveAttributeAsync("aria-pressed", "true");
        Assert.NotSame(first, Assert.Single(served.Server.Audience.Seeing));
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task WrongTokenIsRefusedAndTheRightOneLetsIn()
    {
        using var served = new Served("the-token-of-this-box");
        var page = await browser.OpenBlankAsync();
        await page.GotoAsync(served.Server.Address);

        await page.Locator("#token").FillAsync("another-token-of-that-box");
        await page.GetByRole(AriaRole.Button, new() { Name = "Come in" }).ClickAsync();
        await Assertions.Expect(page.Locator("#sign-in-words")).ToHaveTextAsync("That is not the token of this box.");
        Assert.Empty(served.Server.Audience.Seeing);
        await page.Locator("#token").FillAsync("the-token-of-this-box");
        await page.GetByRole(AriaRole.Button, new() { Name = "Come in" }).ClickAsync();

        await page.WaitForSelectorAsync("body[data-connection=open]");
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task LinkWithTheTokenLetsInAndTheTokenLeavesTheAddress()
    {
        using var served = new Served("the-token-of-this-box");
        var page = await browser.OpenBlankAsync();

        await page.GotoAsync(served.Server.Address + "#token=the-token-of-this-box");

        await page.WaitForSelectorAsync("body[data-connection=open]");
        Assert.DoesNotContain("token", page.Url);
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task RecordingIsPlayedAndDownloaded()
    {
        using var served = new Served();
        using var midi = new MemoryStream();
        MidiPieceWriter.Write(new Piece("tune", [new Note(0, 240, 60, 80), new Note(240, 240, 64, 80)], PieceTempo.Constant(120)), midi);
        served.Box.Recordings[SimulatedBox.RecordingName] = midi.ToArray();
        var page = await browser.OpenAsync(served);
        await page.GetByRole(AriaRole.Tab, new() { Name = "Kept" }).ClickAsync();

        var play = page.GetByRole(AriaRole.Button, new() { Name = "evening, 21/11/2026" });
        await play.ClickAsync();
        await Assertions.Expect(play).ToHaveTextAsync("Stop");
        await Assertions.Expect(play).ToHaveTextAsync("Play here");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Download MIDI: evening" }).ClickAsync());

        Assert.Equal(SimulatedBox.RecordingName, download.SuggestedFilename);
        Assert.Equal(midi.ToArray(), await File.ReadAllBytesAsync(await download.PathAsync()));
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task HealthAndLogAndFaultsAreShown()
    {
        using var served = new Served();
        served.Box.Log.Add("a line of the log <b>");
        served.Box.Faults = [new Fault("audio", "There is no audio device.", "Plug one in, or hear it in this browser.")];
        var page = await browser.OpenAsync(served);

        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Plug one in");
        await Assertions.Expect(page.Locator("#phase-lamp")).ToHaveAttributeAsync("data-light", "fault");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Health" }).ClickAsync();
        await Assertions.Expect(page.Locator("#health")).ToContainTextAsync("CPU-therm 41.5 °C");
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(page.Locator("#log")).ToContainTextAsync("a line of the log <b>");
        await page.Context.CloseAsync();
    }

    private static bool HasSound(byte[] samples)
    {
        for (var i = 0; i + 1 < samples.Length; i += 2)
            if (Math.Abs((int)BitConverter.ToInt16(samples, i)) > 4000) return true;
        return false;
    }
}
