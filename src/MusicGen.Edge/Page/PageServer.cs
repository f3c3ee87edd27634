using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MusicGen.Edge;

/// <summary>
/// Serves the page: Kestrel with the gate, the page's files and the API behind it, and the broadcasting thread. Nothing of
/// it is touched by the playing path, and the box plays on without it.
/// </summary>
internal sealed class PageServer : IDisposable
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; "
        + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static readonly TimeSpan _mostToStop = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stopping = new();
    private readonly PageFiles _files = new();
    private readonly PageGate _gate;
    private readonly PageApi _api;
    private readonly PageBroadcast _broadcast;
    private readonly Thread _thread;
    private readonly WebApplication _application;

    private PageServer(PageOptions options, IPageBox box, TimeProvider time)
    {
        var messages = new PageMessages(Audience);
        _gate = new PageGate(options, Environment.MachineName);
        _api = new PageApi(box, _gate, Audience, messages, time, _stopping.Token);
        _broadcast = new PageBroadcast(box, Audience, messages);
        _thread = new Thread(_broadcast.Run) { Name = "page", IsBackground = true, Priority = ThreadPriority.BelowNormal };
        _application = Build(options);
    }

    /// <summary>The browsers connected now.</summary>
    public PageAudience Audience { get; } = new();

    /// <summary>Addresses of the API.</summary>
    public IReadOnlyList<PageRoute> Routes => _api.Routes;

    /// <summary>Where it is served, for a person to open.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Serves the page from now on.</summary>
    /// <exception cref="IOException">The port is taken, not permitted, or the address is none of this machine's.</exception>
    public static PageServer Start(PageOptions options, IPageBox box, TimeProvider time)
    {
        var server = new PageServer(options, box, time);
        try
        {
            server._application.StartAsync().GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            server.Dispose();
            var reason = (e.InnerException ?? e).Message;
            throw new IOException($"a free port expected for the page, found {options.Port} at {options.Listen} taken or not permitted ({reason.TrimEnd('.')}); set another 'page.port' in {EdgeOptions.FileName}, or end what has it", e);
        }

        var port = new Uri(server._application.Urls.First().Replace("[::]", "localhost")).Port;
        var host = options.IsLoopback ? "localhost" : options.Listen.Equals(IPAddress.Any) ? Environment.MachineName : options.Listen.ToString();
        server.Address = $"http://{host}:{port}/";
        server._thread.Start();
        return server;
    }

    /// <summary>Ends all connections and serves no more.</summary>
    public void Dispose()
    {
        _stopping.Cancel();
        _broadcast.Stop();
        if (_thread.IsAlive) _thread.Join(_mostToStop);
        using var limit = new CancellationTokenSource(_mostToStop);
        _application.StopAsync(limit.Token).GetAwaiter().GetResult();
        ((IDisposable)_application).Dispose();
        _stopping.Dispose();
    }

    private static void Limit(KestrelServerOptions kestrel, PageOptions options)
    {
        kestrel.AddServerHeader = false;
        var limits = kestrel.Limits;
        limits.MaxConcurrentConnections = 256;
        limits.MaxConcurrentUpgradedConnections = 128;
        limits.MaxRequestBodySize = 2 * PageEvents.MostBytes;
        limits.MaxRequestHeadersTotalSize = 16 * 1024;
        limits.MaxRequestLineSize = 4 * 1024;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
        void Http1(ListenOptions listen) => listen.Protocols = HttpProtocols.Http1;
        if (options.Listen.Equals(IPAddress.Any)) kestrel.ListenAnyIP(options.Port, Http1);
        else if (options.Listen.Equals(IPAddress.Loopback) && options.Port != 0) kestrel.ListenLocalhost(options.Port, Http1);
        else kestrel.Listen(options.Listen, options.Port, Http1);
    }

    private WebApplication Build(PageOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "musicgen", ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddSingleton<IHostLifetime, NoHostLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Limit(kestrel, options));
        var application = builder.Build();
        application.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(15), KeepAliveTimeout = TimeSpan.FromSeconds(15) });
        application.Run(AnswerAsync);
        return application;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        try
        {
            await AnswerOrThrowAsync(context);
        }
        catch (Exception e) when (!context.Response.HasStarted && e is IOException or UnauthorizedAccessException && e is not Microsoft.AspNetCore.Http.BadHttpRequestException)
        {
            // A disk that fails is told of; the page goes on.
            await PageApi.RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, e.Message);
        }
    }

    private Task AnswerOrThrowAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        var file = _files.Find(context.Request.Path.Value ?? "");
        if (_gate.Refuse(context.Request, isPage: file is not null) is { } refusal) return PageApi.RefuseAsync(context, StatusCodes.Status403Forbidden, refusal);
        return file is null ? _api.AnswerAsync(context) : SendAsync(context, file);
    }

    private static Task SendAsync(HttpContext context, PageFile file)
    {
        var isHead = HttpMethods.IsHead(context.Request.Method);
        if (!isHead && !HttpMethods.IsGet(context.Request.Method))
            return PageApi.RefuseAsync(context, StatusCodes.Status405MethodNotAllowed, "GET expected");
        context.Response.Headers.ETag = file.Tag;
        // Asked for anew each time, but sent only when it changed with the program.
        context.Response.Headers.CacheControl = "no-cache";
        if (context.Request.Headers.IfNoneMatch.Contains(file.Tag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        context.Response.ContentType = file.ContentType;
        context.Response.ContentLength = file.Bytes.Length;
        return isHead ? Task.CompletedTask : context.Response.Body.WriteAsync(file.Bytes).AsTask();
    }
}
