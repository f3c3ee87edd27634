namespace MusicGen.Edge.Tests;

public sealed class BoxServiceTests : IDisposable
{
    private static readonly BoxHealth _well = new("playing evening", "model piano", "card", 0, 0);

    private readonly Box _box = new();
    private readonly NotifySocket _systemd = new();
    private readonly ManualTime _time = new();
    private readonly List<string> _said = [];
    private readonly Dictionary<string, string> _environment = [];
    private long _audio, _composer;

    public BoxServiceTests()
    {
        _environment["NOTIFY_SOCKET"] = _systemd.Path;
        _environment["WATCHDOG_USEC"] = "30000000";
        _environment["RUNTIME_DIRECTORY"] = _box.Folder["machine"];
    }

    public void Dispose()
    {
        _box.Dispose();
        _systemd.Dispose();
    }

    [Fact]
    public void ReadyIsSaidOnceAndOnlyWhenEveryStageHasMoved()
    {
        using var service = Create();
        _audio = 1;
        service.Tick(_well);
        Assert.DoesNotContain("READY=1", _systemd.Take());

        _composer = 1;
        service.Tick(_well);
        service.Tick(_well);

        Assert.Single(_systemd.Take(), "READY=1");
    }

    [Fact]
    public void WatchdogIsFedEveryTenSecondsWhileEveryStageMoves()
    {
        using var service = Create();

        for (var i = 0; i < 300; i++) Turn(service, isComposing: true);

        Assert.Equal(6, _systemd.Take().Count(m => m == "WATCHDOG=1"));
    }

    [Fact]
    public void WatchdogStarvesWhenOneStageHangsAndTheLogNamesIt()
    {
        using var service = Create();
        for (var i = 0; i < 100; i++) Turn(service, isComposing: true);
        for (var i = 0; i < 100; i++) Turn(service, isComposing: false);
        _systemd.Take();

        for (var i = 0; i < 200; i++) Turn(service, isComposing: false);

        Assert.DoesNotContain("WATCHDOG=1", _systemd.Take());
        Assert.Contains(_said, s => s.Contains("no progress for 15 s: composer;", StringComparison.Ordinal));
    }

    [Fact]
    public void StatusIsOnePlainSentenceAndIsSentOnlyWhenItChanges()
    {
        using var service = Create();
        for (var i = 0; i < 20; i++) Turn(service, isComposing: true);

        var status = Assert.Single(_systemd.Take(), m => m.StartsWith("STATUS=", StringComparison.Ordinal));

        Assert.Equal("STATUS=playing evening; model piano; on card; 0 notes", status);
    }

    [Fact]
    public void HealthFileTellsADeploymentWhetherItPlays()
    {
        using var service = Create();
        Turn(service, isComposing: true);
        _time.Advance(1000);
        service.Tick(_well with { PlayedNotes = 12, Output = null });

        var lines = File.ReadAllLines(_box.Folder["machine/health"]);

        Assert.Contains("ready=yes", lines);
        Assert.Contains("notes=12", lines);
        Assert.Contains("audio=absent", lines);
    }

    [Fact]
    public void FirstNoteIsTimedByTheKernelsClock()
    {
        _box.Folder.Write("machine/proc/uptime", "21.50 30.00\n");
        _box.Folder.Write("machine/proc/self/stat", "7 (a (b) c) S 1 1 1 0 -1 4 0 0 0 0 0 0 0 0 20 0 1 0 2000 0 0\n");
        using var service = Create();

        service.Tick(_well with { PlayedNotes = 1 });
        service.Tick(_well with { PlayedNotes = 2 });

        Assert.Equal("first note 1.50 s after the program's start, 21.50 s after the kernel's", Assert.Single(_said));
    }

    [Fact]
    public void WatchdogOfAnotherProcessIsNotFed()
    {
        _environment["WATCHDOG_PID"] = "1";
        using var service = Create();

        for (var i = 0; i < 200; i++) Turn(service, isComposing: true);

        Assert.DoesNotContain("WATCHDOG=1", _systemd.Take());
    }

    [Fact]
    public void OutsideSystemdNothingIsSaid()
    {
        _environment.Clear();
        using var service = Create();

        service.Begin("loading");
        service.Tick(_well with { PlayedNotes = 3 });
        service.End();

        Assert.False(service.IsService);
        Assert.Empty(_said);
        Assert.Empty(_systemd.Take());
    }

    [Fact]
    public void AbstractSocketIsReachedToo()
    {
        using var systemd = new NotifySocket(isAbstract: true);
        _environment["NOTIFY_SOCKET"] = systemd.Path;
        using var service = Create();

        service.End();

        Assert.Equal(["STOPPING=1", "STATUS=ending"], systemd.Take());
    }

    private BoxService Create()
    {
        var surroundings = _box.Surroundings with { Variable = name => _environment.GetValueOrDefault(name) };
        var service = new BoxService(surroundings, _time, _said.Add);
        service.Watch("audio", () => _audio);
        service.Watch("composer", () => _composer);
        return service;
    }

    private void Turn(BoxService service, bool isComposing)
    {
        _audio++;
        if (isComposing) _composer++;
        service.Tick(_well);
        _time.Advance(200);
    }
}
