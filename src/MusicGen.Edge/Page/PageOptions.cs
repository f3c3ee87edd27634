using System.Net;

namespace MusicGen.Edge;

/// <summary>Where the page is served, and to whom: the section <c>page</c> of <c>musicgen.json</c>.</summary>
internal sealed record PageOptions
{
    /// <summary>Fewest characters of a token.</summary>
    public const int LeastTokenLength = 16;

    /// <value>Whether there is a page at all.</value>
    public bool IsEnabled { get; init; } = true;

    /// <value>TCP port; 0 = any that is free.</value>
    public int Port { get; init; } = 8080;

    /// <value>Address it is served at; <see cref="IPAddress.Loopback"/>: to this machine alone; <see cref="IPAddress.Any"/>: to the whole network.</value>
    public IPAddress Listen { get; init; } = IPAddress.Loopback;

    /// <value>What a visitor from the network must know; null: nothing, which only the loopback may do.</value>
    public string? Token { get; init; }

    /// <summary>Whether only this machine is served.</summary>
    public bool IsLoopback => IPAddress.IsLoopback(Listen);

    /// <summary>Reads the section.</summary>
    public static PageOptions Read(JsonSection section)
    {
        var options = new PageOptions();
        options = options with
        {
            IsEnabled = section.Flag("on") ?? options.IsEnabled,
            Port = section.Integer("port", 1, 65_535) ?? options.Port,
            Listen = ReadListen(section) ?? options.Listen,
            Token = section.Text("token"),
        };
        if (IsSound(options.Token, section) && (options.IsLoopback || options.Token is not null)) return options;
        if (options.Token is null)
            section.Fault("token", "a token expected where the page is served to the network, found none; 'openssl rand -hex 16' makes one");
        // Who goes on in spite of faults must not stand open for it.
        return options with { Listen = IPAddress.Loopback, Token = null };
    }

    private static bool IsSound(string? token, JsonSection section)
    {
        if (token is null || (token.Length >= LeastTokenLength && token.All(c => c is > ' ' and <= '~'))) return true;
        section.Fault("token", $"{LeastTokenLength} or more letters, digits and signs expected, found {token.Length} characters; 'openssl rand -hex 16' makes one");
        return false;
    }

    private static IPAddress? ReadListen(JsonSection section)
    {
        switch (section.Text("listen"))
        {
            case null: return null;
            case "loopback": return IPAddress.Loopback;
            case "network": return IPAddress.Any;
            case { } text when IPAddress.TryParse(text, out var address): return address;
            case { } text:
                section.Fault("listen", $"loopback, network or an IP address of this machine expected, found \"{text}\"");
                return null;
        }
    }
}
