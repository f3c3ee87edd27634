using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace MusicGen.Edge;

/// <summary><c>musicgen status</c>: what a running box does and how it is doing, asked of its page's API.</summary>
internal static class StatusCommand
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    /// <summary>Builds the verb.</summary>
    public static Command Create(Surroundings surroundings)
    {
        var config = SharedOptions.Config();
        var json = SharedOptions.Json();
        var address = new Option<string?>("--address") { Description = "Address of the box's page. Default: this machine's, at the configured port.", HelpName = "URL" };
        var token = new Option<string?>("--token") { Description = "Token of the box. Default: the configured one.", HelpName = "TOKEN" };
        var verb = new Verb(
            "status", "Tells what a running box does and how it is doing.", "musicgen status", "musicgen status --address http://box:8080/ --token TOKEN --json")
        {
            config, address, token, json,
        };
        verb.SetAction(parsed =>
        {
            var page = OptionsFile.Load(parsed.GetValue(config), surroundings).Page;
            var asked = Address(parsed.GetValue(address), page);
            var answer = Ask(asked, parsed.GetValue(token) ?? page.Token, surroundings.Interrupted);
            if (parsed.GetValue(json)) surroundings.Out.WriteLine(answer);
            else Print(answer, surroundings.Out);
            return ExitCode.Done;
        });
        return verb;
    }

    private static Uri Address(string? asked, PageOptions page)
    {
        var host = page.IsLoopback || page.Listen.Equals(IPAddress.Any) ? "localhost" : page.Listen.ToString();
        if (Uri.TryCreate(asked ?? $"http://{host}:{page.Port}/", UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https") return uri;
        throw new UsageException($"--address: an address such as http://box:8080/ expected, found '{asked}'.");
    }

    private static string Ask(Uri address, string? token, CancellationToken interrupted)
    {
        using var client = new HttpClient { BaseAddress = address, Timeout = _patience };
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/status");
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var response = client.Send(request, interrupted);
            using var reader = new StreamReader(response.Content.ReadAsStream(interrupted));
            var text = reader.ReadToEnd();
            if (response.IsSuccessStatusCode) return text;
            throw new IOException($"The status expected from {address}, found {(int)response.StatusCode}: {FaultOf(text)}.");
        }
        catch (HttpRequestException e)
        {
            throw new IOException($"A running box expected at {address}, found none: {e.Message.TrimEnd('.')}; start it with 'musicgen run', or name another place with --address.", e);
        }
        catch (TaskCanceledException e) when (!interrupted.IsCancellationRequested)
        {
            throw new IOException($"An answer within {_patience.TotalSeconds} s expected from {address}, found none.", e);
        }
    }

    private static string FaultOf(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.GetProperty("fault").GetString() ?? "no word";
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return "no musicgen there";
        }
    }

    private static void Print(string answer, TextWriter output)
    {
        using var document = JsonDocument.Parse(answer);
        var state = document.RootElement.GetProperty("state");
        var health = document.RootElement.GetProperty("health");
        void Line(string name, FormattableString words) => output.WriteLine($"{name,-12} {words.ToString(CultureInfo.InvariantCulture)}");
        Line("version", $"{document.RootElement.GetProperty("version").GetString()}, running for {TimeSpan.FromSeconds(health.GetProperty("uptimeSeconds").GetDouble()):d\\.hh\\:mm\\:ss}");
        Line("does", $"{state.GetProperty("phase").GetString()}, mode {state.GetProperty("mode").GetString()}, preset {state.GetProperty("preset").GetString()}");
        Line("turned", $"{Pairs(state.GetProperty("turned"), "nothing")}");
        Line("model", $"{health.GetProperty("model").GetString()} on {health.GetProperty("provider").GetString()}; {NoteTimes(health.GetProperty("noteMilliseconds"))}");
        Line("sound", $"{health.GetProperty("output").GetString()}{(health.GetProperty("isOnDevice").GetBoolean() ? "" : " (nothing is heard at the box)")}, {health.GetProperty("underrunCount").GetInt64()} underruns");
        Line("notes", $"{health.GetProperty("playedCount").GetInt64()} played, {health.GetProperty("lateCount").GetInt64()} late, {health.GetProperty("droppedCount").GetInt64()} dropped");
        Line("keyboards", $"{string.Join(", ", health.GetProperty("keyboards").EnumerateArray().Select(k => k.GetString()).DefaultIfEmpty("none"))}");
        Line("machine", $"{health.GetProperty("memoryBytes").GetInt64() / 1e6:0} MB; {Pairs(health.GetProperty("temperaturesCelsius"), "no thermometer", " °C")}");
        Line("pages", $"{health.GetProperty("seeingCount").GetInt32()} open, {health.GetProperty("hearingCount").GetInt32()} hear it, {health.GetProperty("stalledCount").GetInt64()} cut off");
        foreach (var fault in document.RootElement.GetProperty("faults").EnumerateArray())
            Line("fault", $"{fault.GetProperty("sentence").GetString()} {fault.GetProperty("whatToDo").GetString()}");
    }

    private static string Pairs(JsonElement pairs, string none, string unit = "") =>
        string.Join(", ", pairs.EnumerateObject().Select(pair => $"{pair.Name} {pair.Value.GetRawText()}{unit}").DefaultIfEmpty(none));

    private static string NoteTimes(JsonElement times)
    {
        var sorted = times.EnumerateArray().Select(time => time.GetDouble()).Order().ToArray();
        return sorted.Length == 0
            ? "nothing composed yet"
            : string.Create(CultureInfo.InvariantCulture, $"{sorted[sorted.Length / 2]:0.00} ms a note, {sorted[^1]:0.00} ms the longest of the last {sorted.Length}");
    }
}
