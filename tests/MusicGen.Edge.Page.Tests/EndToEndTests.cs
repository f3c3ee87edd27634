using Microsoft.Playwright;
using MusicGen.Benchmarks;

namespace MusicGen.Edge.Page.Tests;

/// <summary>
/// The real box with the shipped models, and a real browser at its page: pressed, heard, played, answered, steered, cut off. Every
/// step and the whole have a limit, and browser and box are ended in any case.
/// </summary>
[Collection(WholeBoxCollection.Name)]
public sealed class EndToEndTests
{
    private const string Token = "the-token-of-this-box";

    // Bright pixels of notes in a part of the roll.
    private const string Bright = """
        ([from, to]) => {
          const canvas = document.getElementById('roll'), image = canvas.getContext('2d').getImageData(canvas.width * from, 0, canvas.width * (to - from), canvas.height).data;
          let count = 0;
          for (let i = 0; i < image.length; i += 4) if (image[i] > 100 && image[i] > image[i + 2] + 40) count++;
          return count > 30;
        }
        """;

    private static readonly TimeSpan _step = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan _whole = TimeSpan.FromSeconds(150);

    [WholeBoxFact(needsBrowser: true)]
    public async Task VisitorAtThePageUsesTheWholeBox()
    {
        using var whole = new CancellationTokenSource(_whole);
        await using var box = await MusicBoxProcess.StartAsync(Token, whole.Token);
        await using var line = new CuttableLine(box.Address);
        await using var chromium = await OwnChromium.StartAsync();
        var context = await chromium.Windows.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 900 } }).WaitAsync(_step);
        context.SetDefaultTimeout((float)_step.TotalMilliseconds);
        var page = await context.NewPageAsync().WaitAsync(_step);
        var heard = new HeardSound(page);
        var visit = new Visit(box, page, line, heard);
        foreach (var (name, act) in visit.Steps)
        {
            try
            {
                await act().WaitAsync(_step, whole.Token);
            }
            catch (Exception e) when (e is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"{name}: {e.Message}\nphase: {await TextOfAsync(page, "#phase-text")}\nthe box said:\n{box.Said}");
            }
        }
    }

    // Whatever state the page is in.
    private static async Task<string> TextOfAsync(IPage page, string selector)
    {
        try
        {
            return await page.Locator(selector).TextContentAsync(new() { Timeout = 2000 }).WaitAsync(TimeSpan.FromSeconds(5)) ?? "";
        }
        catch (Exception e) when (e is PlaywrightException or TimeoutException)
        {
            return "not to be read";
        }
    }

    /// <summary>The samples that the page has received.</summary>
    private sealed class HeardSound
    {
        private int _loudest;

        public HeardSound(IPage page) => page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) =>
        {
            if (frame.Binary is not { Length: > 1 } samples) return;
            for (var i = 0; i + 1 < samples.Length; i += 2)
                _loudest = Math.Max(_loudest, Math.Abs((int)BitConverter.ToInt16(samples, i)));
        };

        public int Loudest => Volatile.Read(ref _loudest);

        public void Forget() => Volatile.Write(ref _loudest, 0);
    }

    /// <summary>What the visitor does, one thing after the other.</summary>
    private sealed class Visit(MusicBoxProcess box, IPage page, CuttableLine line, HeardSound heard)
    {
        private const int Silent = 200;

        public (string Name, Func<Task> Act)[] Steps =>
        [
            ("wrong token", RefuseWrongTokenAsync), ("press and hear", PressAndHearAsync), ("roll", SeeNotesMoveAsync), ("steering", SteerAsync),
            ("keys", PlayAndBeAnsweredAsync), ("lost connection", LoseAndRecoverAsync), ("all presets", FindAllPresetsAsync), ("pictures", TakePicturesAsync),
        ];

        private async Task RefuseWrongTokenAsync()
        {
            await page.GotoAsync(line.Near.ToString());
            await page.Locator("#token").FillAsync("another-token-of-that-box");
            await page.GetByRole(AriaRole.Button, new() { Name = "Come in" }).ClickAsync();
            await Assertions.Expect(page.Locator("#sign-in-words")).ToHaveTextAsync("That is not the token of this box.", new() { Timeout = 20_000 });
            Assert.Equal(0, (await HealthAsync()).GetProperty("seeingCount").GetInt32());
            await page.Locator("#token").FillAsync(Token);
            await page.GetByRole(AriaRole.Button, new() { Name = "Come in" }).ClickAsync();
            await page.WaitForSelectorAsync("body[data-connection=open]");
        }

        private async Task PressAndHearAsync()
        {
            await page.Locator("#hear").ClickAsync();
            await page.Locator("[data-preset=brilliant]").ClickAsync();
            await Assertions.Expect(page.Locator("#phase-text")).ToContainTextAsync("It plays Brilliant", new() { Timeout = 20_000 });
            heard.Forget();
            await Eventually.TrueAsync(() => heard.Loudest > Silent);
            await page.WaitForFunctionAsync("() => document.getElementById('hear-level').value > 0.02");
        }

        private async Task SeeNotesMoveAsync()
        {
            await page.WaitForFunctionAsync(Bright, new[] { 0.3, 0.6 });
            var health = await HealthAsync();
            Assert.NotEqual(0, health.GetProperty("playedCount").GetInt64());
            Assert.Contains("ONNX Runtime", health.GetProperty("provider").GetString());
        }

        private async Task SteerAsync()
        {
            await page.GetByRole(AriaRole.Slider, new() { Name = "Tempo" }).FillAsync("1.5");
            await Assertions.Expect(page.Locator("#knob-tempo-value")).ToHaveTextAsync("× 1.50", new() { Timeout = 20_000 });
            await UntilAsync(async () => (await StateAsync()).GetProperty("turned").TryGetProperty("tempo", out var tempo) && tempo.GetDouble() == 1.5);
        }

        private async Task PlayAndBeAnsweredAsync()
        {
            await page.Locator("[data-preset=evening]").ClickAsync();
            foreach (var letter in new[] { "a", "d", "g", "k", "g", "d" })
            {
                await page.Keyboard.DownAsync(letter);
                await page.WaitForFunctionAsync("() => document.querySelector('#keys [data-by=hand]') !== null");
                await page.Keyboard.UpAsync(letter);
            }

            await page.WaitForFunctionAsync("() => document.getElementById('phase-text').textContent.startsWith('It answers')");
            await page.WaitForFunctionAsync("() => document.querySelector('#keys [data-by=box]') !== null");
        }

        private async Task LoseAndRecoverAsync()
        {
            line.Pull();
            await Assertions.Expect(page.Locator("#connection")).ToBeVisibleAsync(new() { Timeout = 20_000 });
            line.Plug();
            await Assertions.Expect(page.Locator("#connection")).ToBeHiddenAsync(new() { Timeout = 30_000 });
            heard.Forget();
            await page.Locator("[data-preset=plain]").ClickAsync();
            await Assertions.Expect(page.Locator("[data-preset=plain]")).ToHaveAttributeAsync("aria-pressed", "true", new() { Timeout = 20_000 });
            // The speaker comes back, too.
            await Eventually.TrueAsync(() => heard.Loudest > Silent);
        }

        private async Task FindAllPresetsAsync()
        {
            var presets = await box.ReadPresetsAsync(Limits.Token());
            Assert.Equal(presets, await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('[data-preset]')].map(button => button.dataset.preset)"));
            Assert.True(presets.Length >= 10);
        }

        // For a person to look at, of the box as it plays.
        private async Task TakePicturesAsync()
        {
            foreach (var (name, width, height, scheme, tab) in new[]
            {
                ("phone-light", 390, 844, ColorScheme.Light, "steering"), ("phone-dark", 390, 844, ColorScheme.Dark, "health"),
                ("desk-light", 1366, 900, ColorScheme.Light, "models"), ("desk-dark", 1366, 900, ColorScheme.Dark, "steering"),
                ("desk-health", 1366, 900, ColorScheme.Light, "health"), ("phone-kept", 390, 844, ColorScheme.Light, "recordings"),
            })
            {
                await page.SetViewportSizeAsync(width, height);
                await page.EmulateMediaAsync(new() { ColorScheme = scheme });
                await page.Locator($"#tab-{tab}").ClickAsync();
                await page.WaitForFunctionAsync("id => document.getElementById(id).textContent.length > 20", tab);
                await page.ScreenshotAsync(new() { Path = Path.Combine(PageLookTests.Pictures, $"whole-{name}.png"), FullPage = true });
            }
        }

        private async Task<System.Text.Json.JsonElement> StateAsync() => (await box.ReadStatusAsync(Limits.Token())).GetProperty("state");

        private async Task<System.Text.Json.JsonElement> HealthAsync() => (await box.ReadStatusAsync(Limits.Token())).GetProperty("health");

        private static async Task UntilAsync(Func<Task<bool>> isSo)
        {
            var limit = Limits.Token();
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
            while (!await isSo()) await timer.WaitForNextTickAsync(limit);
        }
    }
}
