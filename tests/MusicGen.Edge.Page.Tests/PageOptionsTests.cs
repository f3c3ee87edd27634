using System.Net;

namespace MusicGen.Edge.Page.Tests;

/// <summary>The section <c>page</c> of <c>musicgen.json</c>.</summary>
public sealed class PageOptionsTests
{
    [Fact]
    public void PageIsForThisMachineAloneWhereNobodySays()
    {
        var (options, faults) = Read("{}");

        Assert.Empty(faults);
        Assert.True(options.IsEnabled);
        Assert.True(options.IsLoopback);
        Assert.Equal(8080, options.Port);
    }

    [Fact]
    public void NetworkIsServedWithAToken()
    {
        var (options, faults) = Read("""{ "page": { "listen": "network", "port": 80, "token": "0123456789abcdef" } }""");

        Assert.Empty(faults);
        Assert.Equal(IPAddress.Any, options.Listen);
        Assert.Equal("0123456789abcdef", options.Token);
    }

    [Theory]
    [InlineData("""{ "page": { "listen": "network" } }""", "'page.token': a token expected")]
    [InlineData("""{ "page": { "listen": "10.0.0.7" } }""", "'page.token': a token expected")]
    [InlineData("""{ "page": { "listen": "network", "token": "short" } }""", "'page.token': 16 or more")]
    [InlineData("""{ "page": { "listen": "network", "token": "blanks are not for this" } }""", "'page.token': 16 or more")]
    [InlineData("""{ "page": { "listen": "everywhere" } }""", "'page.listen': loopback, network or an IP address")]
    [InlineData("""{ "page": { "port": 0 } }""", "'page.port'")]
    public void WhateverIsWrongIsSaidAndLeavesNothingOpen(string text, string expected)
    {
        var (options, faults) = Read(text);

        Assert.Contains(expected, Assert.Single(faults));
        Assert.True(options.IsLoopback);
    }

    private static (PageOptions Options, List<string> Faults) Read(string text)
    {
        var faults = new List<string>();
        var options = OptionsFile.Read("musicgen.json", text, "/", faults);
        return (options.Page, faults);
    }
}
