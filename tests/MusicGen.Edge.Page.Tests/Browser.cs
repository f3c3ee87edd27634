using Microsoft.Playwright;

namespace MusicGen.Edge.Page.Tests;

/// <summary>One Chromium for all tests of a class, the distribution's own; each test has a window of its own in it.</summary>
public sealed class Browser : IAsyncLifetime
{
    /// <summary>Arguments of a Chromium that nobody looks at.</summary>
    internal static readonly string[] Flags =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Where Chromium is, or null. Ubuntu's /usr/bin/chromium-browser only asks for a snap.</summary>
    public static string? ExecutablePath { get; } =
        new[] { "/usr/bin/chromium", "/usr/lib/chromium/chromium", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);

    public async Task InitializeAsync()
    {
        if (ExecutablePath is null) return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = ExecutablePath, Args = Flags });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>A window with the page in it, at the box's greeting.</summary>
    internal async Task<IPage> OpenAsync(Served served, int width = 1280, int height = 900, ColorScheme scheme = ColorScheme.Light, bool isTouch = false)
    {
        var page = await OpenBlankAsync(width, height, scheme, isTouch);
        await page.GotoAsync(served.Server.Address);
        await page.WaitForSelectorAsync("body[data-connection=open]");
        return page;
    }

    /// <summary>An empty window. What goes wrong in its scripts fails the test that closes it.</summary>
    internal async Task<IPage> OpenBlankAsync(int width = 1280, int height = 900, ColorScheme scheme = ColorScheme.Light, bool isTouch = false)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme,
            HasTouch = isTouch,
            Locale = "en-GB",
        });
        context.SetDefaultTimeout(20_000);
        return await context.NewPageAsync();
    }
}
