namespace MusicGen.Edge;

/// <summary>
/// The page beside the running box: begins on a thread of its own, so that the music never waits for a web server, and says
/// where it is. Where it cannot be served, the box says why and plays without.
/// </summary>
internal sealed class PageOfTheBox : IDisposable
{
    private readonly RunningPageBox _box;
    private readonly Task<PageServer?> _serving;

    private PageOfTheBox(RunningBox box, Func<PageOptions, IPageBox, PageServer> serve)
    {
        _box = new RunningPageBox(box);
        _serving = Task.Factory.StartNew(() => Begin(box, serve), TaskCreationOptions.LongRunning);
    }

    /// <summary>Adds the page to a box; null where the configuration wants none.</summary>
    public static IDisposable? AddTo(RunningBox box) =>
        box.Options.Page.IsEnabled && box.Surroundings.ServePage is { } serve ? new PageOfTheBox(box, serve) : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        _serving.Result?.Dispose();
        _box.Dispose();
    }

    private PageServer? Begin(RunningBox box, Func<PageOptions, IPageBox, PageServer> serve)
    {
        try
        {
            var server = serve(box.Options.Page, _box);
            box.Say($"the page is at {server.Address}{(box.Options.Page.Token is null ? "" : "; it asks for the token of musicgen.json")}");
            return server;
        }
        catch (Exception e)
        {
            // Whatever a web server can fail of: the music goes on.
            box.Say($"no page: {e.Message}");
            return null;
        }
    }
}
