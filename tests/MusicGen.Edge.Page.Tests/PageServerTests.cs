using System.Net;
using System.Net.WebSockets;

namespace MusicGen.Edge.Page.Tests;

/// <summary>What the page is told and what it asks for, by HTTP and on the live connection.</summary>
public sealed class PageServerTests
{
    [Fact]
    public async Task BrowserIsGreetedWithEverythingAndToldWhatChanges()
    {
        using var served = new Served();
        served.Box.Sounded(60, 90, NoteEvent.ComposerOwner);
        served.Box.Decided = [new DecidedNote(100, 200, 64, 80)];
        using var socket = await served.ConnectAsync("api/live");

        var hello = await socket.ReceiveAsync("hello");
        served.Box.Sounded(62, 91, owner: 9);
        var played = await socket.ReceiveAsync("notes", m => m.GetProperty("played").GetArrayLength() > 0);
        served.Box.State = served.Box.State with { Phase = BoxPhase.Listening };
        var state = await socket.ReceiveAsync("state");
        served.Box.Log.Add("a keyboard is there");
        var log = await socket.ReceiveAsync("log");
        served.Box.Faults = [new Fault("model", "no model", "put one there")];
        var faults = await socket.ReceiveAsync("faults");

        Assert.Equal("[[0,60,90,0,0]]", hello.GetProperty("sounding").GetRawText());
        Assert.Equal("[[100,200,64,80]]", hello.GetProperty("decided").GetRawText());
        Assert.Equal("[[0,62,91,1,0]]", played.GetProperty("played").GetRawText());
        Assert.Equal("listening", state.GetProperty("state").GetProperty("phase").GetString());
        Assert.Equal("a keyboard is there", log.GetProperty("lines")[0].GetProperty("text").GetString());
        Assert.Equal("put one there", faults.GetProperty("faults")[0].GetProperty("whatToDo").GetString());
    }

    [Fact]
    public async Task EveryKindOfEventReachesTheBox()
    {
        using var served = new Served();
        using var socket = await served.ConnectAsync("api/live");
        await socket.ReceiveAsync("hello");

        foreach (var message in new[]
        {
            """{"type":"press","preset":"evening"}""", """{"type":"step","by":-1}""", """{"type":"stop"}""", """{"type":"mode","mode":"duet"}""",
            """{"type":"steer","name":"tempo","value":1.5}""", """{"type":"steer","name":"tempo","value":null}""", """{"type":"keep"}""",
            """{"type":"panic"}""", """{"type":"leave"}""", """{"type":"control","control":64,"value":127}""", """{"type":"key","pitch":60,"velocity":99}""",
        })
        {
            await socket.SayAsync(message);
        }

        await socket.ReceiveAsync("notes", m => m.GetProperty("played").GetArrayLength() > 0);
        var kinds = served.Box.Posted.Select(e => e.Kind).ToArray();
        Assert.Equal(
            [
                BoxEventKind.PresetPressed, BoxEventKind.PresetStep, BoxEventKind.Stop, BoxEventKind.ModeChosen, BoxEventKind.Steered, BoxEventKind.Steered,
                BoxEventKind.KeepRecording, BoxEventKind.Panic, BoxEventKind.VisitorLeft,
            ],
            kinds);
        var steered = served.Box.Posted.Where(e => e.Kind == BoxEventKind.Steered).Select(e => e.Value).ToArray();
        Assert.Equal([1.5, double.NaN], steered);
        Assert.All(served.Box.Posted, e => Assert.Equal(BoxEventSource.Page, e.Source));
        Assert.Equal([0xB0, 64, 127, 0x90, 60, 99], served.Box.Midi.SelectMany(b => b).Select(b => (int)b));
    }

    [Fact]
    public async Task KnobAtABrowserIsLearnedTurnsAndStaysWhenThePageIsGone()
    {
        using var served = new Served();
        var tempo = SteeringParameter.Find("tempo")!;
        using (var socket = await served.ConnectAsync("api/live"))
        {
            await socket.ReceiveAsync("hello");
            await socket.SayAsync("""{"type":"control","control":74,"value":10}""");
            await socket.ReceiveAsync("refused");
            await socket.SayAsync("""{"type":"learn","name":"tempo"}""");
            await socket.ReceiveAsync("controllers", m => m.GetProperty("learning").GetString() == "tempo");
            await socket.SayAsync("""{"type":"control","control":74,"value":20}""");
            await Eventually.TrueAsync(() => served.Box.Midi.Count == 1);
            // What keyboard input does when it gets the bytes.
            served.Box.Controllers.Move(74);
            await socket.ReceiveAsync("controllers", m => m.GetProperty("controllers").TryGetProperty("74", out var name) && name.GetString() == "tempo");
            await socket.SayAsync("""{"type":"control","control":74,"value":30}""");
            await socket.SayAsync("""{"type":"control","control":64,"value":127}""");
            await Eventually.TrueAsync(() => served.Box.Midi.Count == 3);
            socket.Abort();
        }

        await Eventually.TrueAsync(() => served.Box.Midi.Count == 4);
        Assert.Equal([[0xB0, 74, 20], [0xB0, 74, 30], [0xB0, 64, 127], [0xB0, 64, 0]], served.Box.Midi.Select(bytes => bytes.Select(b => (int)b)));
        using var forgotten = await served.PostAsync("api/events", """{"type":"forget","name":"tempo"}""");
        Assert.Null(served.Box.Controllers.ParameterOf(74));
    }

    [Fact]
    public async Task KeysAndPedalsOfAPageThatIsGoneAreLetGo()
    {
        using var served = new Served();
        using (var socket = await served.ConnectAsync("api/live"))
        {
            await socket.ReceiveAsync("hello");
            await socket.SayAsync("""{"type":"key","pitch":60,"velocity":99}""");
            await socket.SayAsync("""{"type":"control","control":64,"value":127}""");
            await socket.SayAsync("""{"type":"key","pitch":67,"velocity":99}""");
            await socket.ReceiveAsync("notes", m => m.GetProperty("played").EnumerateArray().Any(note => note[1].GetInt32() == 67));
            socket.Abort();
        }

        await Eventually.TrueAsync(() => served.Box.Midi.Count >= 6);
        Assert.Equal([0x80, 60, 0, 0x80, 67, 0, 0xB0, 64, 0], served.Box.Midi.Skip(3).SelectMany(b => b).Select(b => (int)b));
    }

    [Fact]
    public async Task KeyHeldByTwoPagesEndsWithTheLast()
    {
        using var served = new Served();
        using var one = await served.ConnectAsync("api/live");
        using var two = await served.ConnectAsync("api/live");

        foreach (var socket in new[] { one, two })
        {
            var before = served.Box.Midi.Count;
            await socket.SayAsync("""{"type":"key","pitch":60,"velocity":99}""");
            await Eventually.TrueAsync(() => served.Box.Midi.Count > before);
        }

        await one.SayAsync("""{"type":"key","pitch":60,"velocity":0}""");
        await one.SayAsync("""{"type":"key","pitch":61,"velocity":1}""");
        await Eventually.TrueAsync(() => served.Box.Midi.Any(b => b[1] == 61));
        Assert.DoesNotContain(served.Box.Midi, b => b[0] == 0x80);
        await two.SayAsync("""{"type":"key","pitch":60,"velocity":0}""");
        await Eventually.TrueAsync(() => served.Box.Midi.Any(b => b is [0x80, 60, _]));
    }

    [Fact]
    public async Task SoundComesWhileSomebodyListensAndCostsNothingOtherwise()
    {
        using var served = new Served();
        served.Box.State = served.Box.State with { IsPlaying = true };
        Assert.False(served.Box.Sound.IsListened);
        using (var socket = await served.ConnectAsync("api/sound"))
        {
            await Eventually.TrueAsync(() => served.Box.Sound.IsListened);
            served.Box.Advance(4800);
            var sound = await socket.ReceiveAsync();

            Assert.NotNull(sound);
            Assert.Equal(0, sound.Length % 4);
            Assert.True(Enumerable.Range(0, sound.Length / 2).Max(i => BitConverter.ToInt16(sound, 2 * i)) > 7000, "A tone expected, found silence.");
            await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Limits.Token());
        }

        await Eventually.TrueAsync(() => !served.Box.Sound.IsListened);
    }

    [Fact]
    public async Task PortThatIsTakenIsSaidClearly()
    {
        using var served = new Served();
        var port = new Uri(served.Server.Address).Port;

        var failure = Assert.Throws<IOException>(() => PageServer.Start(new PageOptions { Port = port }, served.Box, TimeProvider.System));

        Assert.Contains($"found {port} at 127.0.0.1 taken", failure.Message);
        Assert.Contains("page.port", failure.Message);
        Assert.Equal(HttpStatusCode.OK, (await served.Client.GetAsync("api/status")).StatusCode);
    }

    [Theory]
    [InlineData("api/recordings/..%2f..%2fetc%2fpasswd")]
    [InlineData("api/recordings/none.mid")]
    [InlineData("api/recordings/none.mid/notes")]
    [InlineData("..%2findex.html")]
    [InlineData("nothing")]
    public async Task WhatIsNotThereIsNotFound(string path)
    {
        using var served = new Served();

        using var response = await served.Client.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task RecordingsCanBeFetchedAndTheirNotesRead()
    {
        const string broken = "000008_20261121T094512Z_dream_3s_2n.mid";
        using var served = new Served();
        using var midi = new MemoryStream();
        MidiPieceWriter.Write(new Piece("tune", [new Note(480, 240, 60, 80)], PieceTempo.Constant(120)), midi);
        served.Box.Recordings[SimulatedBox.RecordingName] = midi.ToArray();
        served.Box.Recordings[broken] = [1, 2, 3];

        var file = await served.Client.GetByteArrayAsync($"api/recordings/{SimulatedBox.RecordingName}");
        var notes = await served.GetJsonAsync($"api/recordings/{SimulatedBox.RecordingName}/notes");
        using var answer = await served.Client.GetAsync($"api/recordings/{broken}/notes");

        Assert.Equal(midi.ToArray(), file);
        Assert.Equal("[[0.5,0.25,60,80]]", notes.GetProperty("notes").GetRawText());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    [Fact]
    public async Task FullInboxIsSaidToThePage()
    {
        using var served = new Served();
        served.Box.IsFull = true;

        using var response = await served.PostAsync("api/events", """{"type":"stop"}""");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("busy", await response.Content.ReadAsStringAsync());
    }
}
