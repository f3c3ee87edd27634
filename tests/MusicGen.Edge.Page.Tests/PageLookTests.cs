using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace MusicGen.Edge.Page.Tests;

/// <summary>
/// How the page looks on a phone and on a desk, light and dark: nothing overlaps or runs out of the window, and an
/// accessibility checker has nothing serious to say. The pictures go to artifacts/page for a person to look at.
/// </summary>
public sealed class PageLookTests(Browser browser) : IClassFixture<Browser>
{
    private const string All = "steering recordings models health log";

    // Things that a person reads or touches; of two that are not within one another none may cover any part of the other.
    private const string Collisions = """
        () => {
          const faults = [], seen = [];
          const name = e => `${e.tagName.toLowerCase()}${e.id ? '#' + e.id : ''} "${(e.getAttribute('aria-label') ?? e.textContent).trim().slice(0, 30)}"`;
          for (const e of document.querySelectorAll('h1, h2, h3, p, button, input, select, label, a, dt, dd, li, canvas, output, summary, legend, .lamp')) {
            if (e.closest('#keys') || e.closest('dialog') || e.classList.contains('skip') || !e.checkVisibility()) continue;
            const box = e.getBoundingClientRect();
            if (box.width < 1 || box.height < 1) continue;
            if (box.left < -0.5 || box.right > innerWidth + 0.5) faults.push(`out of the window: ${name(e)} ${box.left}..${box.right}`);
            if (e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0 && getComputedStyle(e).display !== 'inline') faults.push(`cut off: ${name(e)}`);
            for (const [other, b] of seen) {
              if (other.contains(e) || e.contains(other)) continue;
              const w = Math.min(box.right, b.right) - Math.max(box.left, b.left), h = Math.min(box.bottom, b.bottom) - Math.max(box.top, b.top);
              if (w > 1 && h > 1 && !(e.control === other || other.control === e)) faults.push(`overlap: ${name(e)} and ${name(other)}`);
            }
            seen.push([e, box]);
          }
          if (document.documentElement.scrollWidth > innerWidth) faults.push(`the page is ${document.documentElement.scrollWidth} wide in a window of ${innerWidth}`);
          return faults;
        }
        """;

    public static TheoryData<string, int, int, ColorScheme, string> Windows => new()
    {
        { "phone-light", 390, 844, ColorScheme.Light, All },
        { "phone-dark", 390, 844, ColorScheme.Dark, "health" },
        { "desk-light", 1366, 900, ColorScheme.Light, All },
        { "desk-dark", 1366, 900, ColorScheme.Dark, "recordings" },
        { "narrow", 320, 640, ColorScheme.Light, "steering recordings" },
        { "tablet", 820, 1180, ColorScheme.Light, "models" },
    };

    [BrowserTheory]
    [MemberData(nameof(Windows))]
    public async Task NothingOverlapsOrRunsOut(string name, int width, int height, ColorScheme scheme, string tabs)
    {
        using var served = Furnished();
        var page = await browser.OpenAsync(served, width, height, scheme);
        await page.Locator("[data-preset=dream]").ClickAsync();
        await page.WaitForFunctionAsync("() => document.querySelectorAll('#keys [data-by]').length > 1");
        foreach (var tab in tabs.Split(' '))
        {
            await page.Locator($"#tab-{tab}").ClickAsync();
            await page.WaitForFunctionAsync("id => document.getElementById(id).textContent.length > 20", tab);
            if (tab == "steering") await page.Locator("summary").ClickAsync();
            Assert.Empty(await page.EvaluateAsync<string[]>(Collisions));
            await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"{name}-{tab}.png"), FullPage = true });
        }

        await page.Context.CloseAsync();
    }

    [BrowserTheory]
    [InlineData(390, ColorScheme.Light, All)]
    [InlineData(1366, ColorScheme.Dark, "steering health")]
    public async Task AccessibilityCheckerFindsNothingSerious(int width, ColorScheme scheme, string tabs)
    {
        using var served = Furnished();
        served.Box.Faults = [new Fault("audio", "There is no audio device.", "Plug one in, or hear it in this browser.")];
        var page = await browser.OpenAsync(served, width, 900, scheme);
        await page.Locator("[data-preset=dream]").ClickAsync();
        foreach (var tab in tabs.Split(' '))
        {
            await page.Locator($"#tab-{tab}").ClickAsync();
            await page.WaitForFunctionAsync("id => document.getElementById(id).textContent.length > 20", tab);
            var found = await page.RunAxe();
            Assert.Empty(found.Violations.Where(v => v.Impact is "serious" or "critical" or "moderate")
                .Select(v => $"{v.Id}: {v.Help}: {string.Join("; ", v.Nodes.Select(n => n.Html))}"));
        }

        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task SignInIsAccessibleToo()
    {
        using var served = new Served("the-token-of-this-box");
        var page = await browser.OpenBlankAsync(390, 844);
        await page.GotoAsync(served.Server.Address);
        await page.Locator("#token").WaitForAsync();

        var found = await page.RunAxe();

        Assert.Empty(found.Violations.Select(v => $"{v.Id}: {v.Help}"));
        await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, "sign-in.png") });
        await page.Context.CloseAsync();
    }

    internal static string Pictures { get; } = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "../../../page")).FullName;

    // A box with enough in it to fill the page.
    private static Served Furnished()
    {
        var served = new Served();
        using var midi = new MemoryStream();
        MidiPieceWriter.Write(new Piece("tune", [new Note(0, 240, 60, 80)], PieceTempo.Constant(120)), midi);
        served.Box.Recordings[SimulatedBox.RecordingName] = midi.ToArray();
        served.Box.Recordings["000006_20261121T090210Z_string-orchestra-unhurried_1801s_12345n.mid"] = midi.ToArray();
        served.Box.Presets =
        [
            .. served.Box.Presets,
            new() { Name = "musicbox", Title = "Music box" }, new() { Name = "strings", Title = "String orchestra, unhurried" },
            new() { Name = "chorale", Title = "Chorale" }, new() { Name = "brilliant", Title = "Brilliant" }, new() { Name = "plain", Title = "The model as it is" },
        ];
        served.Box.Log.Add("playing preset dream, random seed 7, on no device, 48000 Hz, 4 x 448 frames; Ctrl-C ends");
        served.Box.Log.Add("keyboard 'Arturia KeyStep 37' is there");
        served.RunInRealTime();
        served.Box.Play([0x90, 64, 90]);
        return served;
    }
}
