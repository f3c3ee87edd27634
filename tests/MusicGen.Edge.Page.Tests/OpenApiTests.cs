using System.Text.Json;

namespace MusicGen.Edge.Page.Tests;

/// <summary>The description of the API says what the API does: every address, and every answer and message as it comes.</summary>
public sealed class OpenApiTests
{
    [Fact]
    public async Task EveryAddressIsDescribedAndNoOther()
    {
        using var served = new Served();

        var document = await served.GetJsonAsync("api/openapi.json");

        var described = from path in document.GetProperty("paths").EnumerateObject()
                        from method in path.Value.EnumerateObject()
                        select $"{method.Name.ToUpperInvariant()} {path.Name}";
        Assert.Equal(served.Server.Routes.Select(route => $"{route.Method} {route.Path}").Order(), described.Order());
    }

    [Fact]
    public async Task AnswersAreAsDescribed()
    {
        using var served = new Served();
        using var midi = new MemoryStream();
        MidiPieceWriter.Write(new Piece("tune", [new Note(480, 240, 60, 80)], PieceTempo.Constant(120)), midi);
        served.Box.Recordings[SimulatedBox.RecordingName] = midi.ToArray();
        served.Box.Log.Add("said");
        served.Box.Faults = [new Fault("a", "b", "c")];
        var document = await served.GetJsonAsync("api/openapi.json");
        var checker = new SchemaChecker(document);

        foreach (var route in served.Server.Routes.Where(route => route.Method == "GET" && route.Path is not ("/api/live" or "/api/sound" or "/api/recordings/{name}")))
        {
            var schema = document.GetProperty("paths").GetProperty(route.Path).GetProperty("get")
                .GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("schema");
            Assert.Empty(checker.Faults(await served.GetJsonAsync(route.Path.Replace("{name}", SimulatedBox.RecordingName)), schema, route.Path));
        }
    }

    [Fact]
    public async Task FaultsAreAsDescribed()
    {
        using var served = new Served();
        var document = await served.GetJsonAsync("api/openapi.json");
        var fault = document.GetProperty("components").GetProperty("schemas").GetProperty("Fault");

        using var response = await served.PostAsync("api/events", "{}");

        Assert.Empty(new SchemaChecker(document).Faults(Served.Parse(await response.Content.ReadAsByteArrayAsync()), fault, "fault"));
    }

    [Fact]
    public async Task MessagesOfTheLiveConnectionAreAsDescribed()
    {
        using var served = new Served();
        var document = await served.GetJsonAsync("api/openapi.json");
        var checker = new SchemaChecker(document);
        var schema = document.GetProperty("components").GetProperty("schemas").GetProperty("Message");
        using var socket = await served.ConnectAsync("api/live");
        var seen = new HashSet<string>();

        Take((await socket.ReceiveAsync())!);
        served.Box.Sounded(60, 90, 1);
        served.Box.Decided = [new DecidedNote(1, 2, 3, 4)];
        served.Box.State = served.Box.State with { Turned = new Dictionary<string, double> { ["tempo"] = 1.2 } };
        served.Box.Faults = [new Fault("a", "b", "c")];
        served.Box.Log.Add("said");
        served.Box.Controllers.Learn(SteeringParameter.Find("tempo"));
        served.Box.Advance(SimulatedBox.Rate * 2);
        await socket.SayAsync("{}");
        while (seen.Count < 8) Take((await socket.ReceiveAsync())!);

        void Take(byte[] bytes)
        {
            var message = Served.Parse(bytes);
            Assert.Empty(checker.Faults(message, schema, "message"));
            seen.Add(message.GetProperty("type").GetString()!);
        }
    }

    [Fact]
    public async Task DescribedEventsAreTaken()
    {
        using var served = new Served();
        var document = await served.GetJsonAsync("api/openapi.json");
        var types = document.GetProperty("components").GetProperty("schemas").GetProperty("Event").GetProperty("oneOf").EnumerateArray()
            .Select(one => one.GetProperty("properties").GetProperty("type").GetProperty("enum")[0].GetString()!).ToArray();

        using var response = await served.PostAsync("api/events", "{}");

        var listed = Served.Parse(await response.Content.ReadAsByteArrayAsync()).GetProperty("fault").GetString()!;
        Assert.All(types, type => Assert.Contains(type, listed));
        Assert.Equal(types.Length, listed.Count(c => c is ',') + 2);
    }
}
