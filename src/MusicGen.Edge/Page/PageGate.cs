using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace MusicGen.Edge;

/// <summary>
/// Lets requests in or not, before anything else looks at them: the name they call the box by (a foreign name that was
/// made to lead here is refused), the page they come from (only ours), and the token where one is needed.
/// </summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class PageGate
{
    private const string Cookie = "musicgen-page";
    private const string Bearer = "Bearer ";
    private static readonly TimeSpan _remembered = TimeSpan.FromDays(30);

    private readonly byte[]? _tokenHash, _cookieHash;
    private readonly string? _cookie;
    private readonly string _machine;
    private readonly bool _isLoopback;

    /// <summary>Makes the gate of a configuration.</summary>
    /// <param name="options">Where the page is served, and the token.</param>
    /// <param name="machine">Name of this machine in the network.</param>
    public PageGate(PageOptions options, string machine)
    {
        _isLoopback = options.IsLoopback;
        _machine = machine;
        if (options.Token is null) return;
        _tokenHash = Hash(options.Token);
        // The browser keeps something that leads to the page and to nothing else the token may be used for.
        _cookie = Convert.ToHexStringLower(Hash($"musicgen page\n{options.Token}"));
        _cookieHash = Hash(_cookie);
    }

    /// <summary>Whether a token is needed.</summary>
    public bool NeedsToken => _tokenHash is not null;

    /// <summary>Why a request is refused whoever sends it, or null.</summary>
    /// <param name="request">The request.</param>
    /// <param name="isPage">Whether it asks for a file of the page, which a link elsewhere may lead to.</param>
    public string? Refuse(HttpRequest request, bool isPage)
    {
        if (!IsOurName(request.Host.Host))
            return $"a name of this box expected in the address, found '{Shown(request.Host.Host)}'; call it by its IP address, its name or localhost";
        if (request.Headers.Origin is [{ } origin, ..] && !IsOurOrigin(origin, request.Host))
            return $"a request of the box's own page expected, found one of '{Shown(origin)}'";
        if (!isPage && request.Headers["Sec-Fetch-Site"] is [{ } site, ..] && site is not ("same-origin" or "none"))
            return "a request of the box's own page expected, found one of another";
        return null;
    }

    /// <summary>Whether the sender knows the token, or none is needed.</summary>
    public bool IsKnown(HttpRequest request)
    {
        if (_tokenHash is null) return true;
        if (request.Headers.Authorization is [{ } header, ..] && header.StartsWith(Bearer, StringComparison.Ordinal))
            return IsSame(header[Bearer.Length..], _tokenHash);
        return request.Cookies.TryGetValue(Cookie, out var cookie) && IsSame(cookie, _cookieHash!);
    }

    /// <summary>Whether this is the token.</summary>
    public bool IsToken(string text) => _tokenHash is not null && IsSame(text, _tokenHash);

    /// <summary>Lets a browser's later requests in.</summary>
    public void Remember(HttpResponse response) => response.Cookies.Append(Cookie, _cookie!, Options(_remembered));

    /// <summary>No longer lets a browser's later requests in.</summary>
    public void Forget(HttpResponse response) => response.Cookies.Append(Cookie, "", Options(TimeSpan.Zero));

    private static CookieOptions Options(TimeSpan age) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/", MaxAge = age, IsEssential = true };

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    // Hashes have one length, and comparing them takes one time.
    private static bool IsSame(string text, byte[] hash) => CryptographicOperations.FixedTimeEquals(Hash(text), hash);

    private static string Shown(string text) => text.Length <= 80 ? text : text[..80] + "…";

    private static bool IsOurOrigin(string origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
        && uri.Authority.Equals(host.Value, StringComparison.OrdinalIgnoreCase);

    // Names that only this machine or its network gives out. An IP address cannot be made to lead elsewhere.
    private bool IsOurName(string host)
    {
        var name = host.TrimEnd('.');
        if (name.Equals("localhost", StringComparison.OrdinalIgnoreCase)) return true;
        if (IPAddress.TryParse(name.Trim('[', ']'), out var address)) return !_isLoopback || IPAddress.IsLoopback(address);
        return !_isLoopback && _machine.Length > 0
            && (name.Equals(_machine, StringComparison.OrdinalIgnoreCase) || name.StartsWith(_machine + ".", StringComparison.OrdinalIgnoreCase));
    }
}
