using System.Net;
using System.Net.WebSockets;

namespace MusicGen.Edge.Page.Tests;

/// <summary>Who is let in: names, origins, tokens.</summary>
public sealed class PageGateTests
{
    private const string Token = "0123456789abcdef0123";

    [Theory]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("127.0.0.1:8080", HttpStatusCode.OK)]
    [InlineData("[::1]:8080", HttpStatusCode.OK)]
    [InlineData("rebound.example.org", HttpStatusCode.Forbidden)]
    [InlineData("localhost.example.org", HttpStatusCode.Forbidden)]
    [InlineData("192.168.1.7:8080", HttpStatusCode.Forbidden)]
    public async Task OnlyNamesOfThisMachineAreAnswered(string host, HttpStatusCode expected)
    {
        using var served = new Served();
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/status");
        request.Headers.Host = host;

        using var response = await served.Client.SendAsync(request);

        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData("Origin", "http://evil.example.org")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://localhost:1")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task RequestsOfOtherPagesAreRefused(string header, string value)
    {
        using var served = new Served();
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/events") { Content = new StringContent("""{"type":"stop"}""") };
        request.Headers.Add(header, value);

        using var response = await served.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Empty(served.Box.Posted);
    }

    [Fact]
    public async Task WebSocketOfAnotherPageIsRefused()
    {
        using var served = new Served();

        await Assert.ThrowsAsync<WebSocketException>(() => served.ConnectAsync("api/live", options => options.SetRequestHeader("Origin", "http://evil.example.org")));

        Assert.Empty(served.Server.Audience.Seeing);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("0123456789abcdef0124", HttpStatusCode.Unauthorized)]
    [InlineData("", HttpStatusCode.Unauthorized)]
    [InlineData(Token, HttpStatusCode.OK)]
    public async Task TokenIsNeededForEverythingButThePage(string? token, HttpStatusCode expected)
    {
        using var served = new Served(Token);
        if (token is not null) served.Client.DefaultRequestHeaders.Add("Authorization", $"Bearer {token}");

        foreach (var route in served.Server.Routes.Where(route => route.Method == "GET" && route.Path is "/api/status" or "/api/models" or "/api/log"))
        {
            using var response = await served.Client.GetAsync(route.Path);
            Assert.Equal(expected, response.StatusCode);
        }

        using var page = await served.Client.GetAsync("/");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task EveryAddressOfTheApiButTheSessionAsksForTheToken()
    {
        using var served = new Served(Token);

        foreach (var route in served.Server.Routes.Where(route => !route.Path.EndsWith("/session")))
        {
            using var request = new HttpRequestMessage(HttpMethod.Parse(route.Method), route.Path.Replace("{name}", "x"));
            using var response = await served.Client.SendAsync(request);
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        }
    }

    [Fact]
    public async Task SigningInOpensTheBrowsersLaterRequestsAndSigningOutShutsThem()
    {
        using var served = new Served(Token);

        using var wrong = await served.PostAsync("api/session", """{"token":"not the token, surely"}""");
        using var before = await served.Client.GetAsync("api/status");
        using var right = await served.PostAsync("api/session", $$"""{"token":"{{Token}}"}""");
        using var after = await served.Client.GetAsync("api/status");
        using var signedOut = await served.Client.DeleteAsync("api/session");
        using var end = await served.Client.GetAsync("api/status");

        Assert.Equal(
            [HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.NoContent, HttpStatusCode.OK, HttpStatusCode.NoContent, HttpStatusCode.Unauthorized],
            [wrong.StatusCode, before.StatusCode, right.StatusCode, after.StatusCode, signedOut.StatusCode, end.StatusCode]);
        var cookie = Assert.Single(right.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Token, cookie);
    }

    [Fact]
    public async Task WrongTokenGetsNoLiveConnection()
    {
        using var served = new Served(Token);

        await Assert.ThrowsAsync<WebSocketException>(() => served.ConnectAsync("api/live", options => options.SetRequestHeader("Authorization", "Bearer nearly-the-token!")));
        using var socket = await served.ConnectAsync("api/live", options => options.SetRequestHeader("Authorization", $"Bearer {Token}"));

        Assert.Equal(1, (await socket.ReceiveAsync("hello")).GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task AnswersForbidWhatThePageDoesNotNeed()
    {
        using var served = new Served();

        using var response = await served.Client.GetAsync("/");

        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Cross-Origin-Resource-Policy")));
    }
}
