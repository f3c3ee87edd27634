using System.Diagnostics;

namespace MusicGen.Edge.Tests;

/// <summary>deploy/box.sh on a root of the test's own, with a pretended service manager whose service behaves as its release says.</summary>
public sealed class BoxScriptTests : IDisposable
{
    private const string ServiceManager = """
        #!/bin/bash
        # Pretends to be systemctl: 'restart' starts the current release, which is as its file 'behaviour' says.
        state=$MUSICGEN_ROOT/service; health=$MUSICGEN_ROOT/run/musicgen/health
        mkdir -p "$state" "$(dirname "$health")"
        case "$*" in
          *restart*)
            echo $(($(cat "$state/pid" 2>/dev/null || echo 100) + 1)) >"$state/pid"
            rm -f "$health"
            case $(cat "$MUSICGEN_ROOT/opt/musicgen/current/app/behaviour") in
              crashes) echo failed >"$state/active" ;;
              silent) echo active >"$state/active"; printf 'process=%s\nready=yes\nmodel=model piano\nnotes=0\n' "$(cat "$state/pid")" >"$health" ;;
              stand-in) echo active >"$state/active"; printf 'process=%s\nready=yes\nmodel=model quiet in place of piano\nnotes=9\n' "$(cat "$state/pid")" >"$health" ;;
              tunes) echo active >"$state/active"; printf 'process=%s\nready=yes\nmodel=recorded tunes in place of piano\nnotes=9\n' "$(cat "$state/pid")" >"$health" ;;
              *) echo active >"$state/active"; printf 'process=%s\nready=yes\nmodel=model piano\naudio=card\nnotes=9\n' "$(cat "$state/pid")" >"$health" ;;
            esac ;;
          is-active*) cat "$state/active" 2>/dev/null || echo inactive ;;
          *MainPID*) echo "MainPID=$(cat "$state/pid" 2>/dev/null || echo 0)" ;;
          --version) echo "systemd 252" ;;
        esac
        """;

    private static readonly string[] _doNothing =
        ["systemd-sysusers", "systemd-tmpfiles", "udevadm", "useradd", "groupadd", "getent", "journalctl", "chown", "sync", "apt-get", "apt-cache"];

    private readonly TemporaryFolder _folder = new();

    public BoxScriptTests()
    {
        foreach (var name in _doNothing) WriteProgram(name, "#!/bin/sh\nexit 0\n");
        WriteProgram("systemctl", ServiceManager);
        WriteProgram("id", "#!/bin/sh\necho 0\n");
        WriteProgram("dpkg-query", "#!/bin/sh\necho installed\n");
    }

    public void Dispose() => _folder.Dispose();

    [LinuxFact]
    public void FirstReleaseIsInstalledWholeAndJudgedWell()
    {
        Assert.Equal(0, Install("one", "plays"));

        Assert.Equal("releases/one", Current);
        Assert.True(File.Exists(_folder["root/etc/systemd/system/musicgen-edge.service.d/hardening.conf"]));
        Assert.False(File.Exists(_folder["root/opt/musicgen/pending"]));
        Assert.False(Directory.Exists(_folder["incoming"]));
    }

    [LinuxTheory]
    [InlineData("crashes")]
    [InlineData("silent")]
    [InlineData("tunes")]
    [InlineData("stand-in")]
    public void ReleaseThatIsNotWellIsRolledBackWithoutAHand(string behaviour)
    {
        Install("one", "plays");

        Assert.Equal(3, Install("two", behaviour));

        Assert.Equal("releases/one", Current);
        Assert.Equal("active", File.ReadAllText(_folder["root/service/active"]).Trim());
        Assert.False(File.Exists(_folder["root/opt/musicgen/pending"]));
    }

    [LinuxFact]
    public void ModelThatStoodInForAnotherBeforeIsNoFaultOfTheRelease()
    {
        Assert.Equal(0, Install("one", "stand-in"));

        Assert.Equal(0, Install("two", "stand-in"));

        Assert.Equal("releases/two", Current);
    }

    [LinuxFact]
    public void ReleaseDamagedOnTheWayChangesNothing()
    {
        Install("one", "plays");
        Prepare("two", "plays");
        File.AppendAllText(_folder["incoming/app/behaviour"], "x");

        Assert.Equal(1, Run("install", _folder["incoming"]));

        Assert.Equal("releases/one", Current);
        Assert.False(Directory.Exists(_folder["root/opt/musicgen/releases/two"]));
    }

    [LinuxFact]
    public void UpdateCutOffByAPowerLossIsJudgedAtTheNextStart()
    {
        Install("one", "plays");
        Install("two", "plays");
        // As the cut leaves it: switched over, not yet judged, and the release turns out to be silent.
        _folder.Write("root/opt/musicgen/releases/two/app/behaviour", "silent");
        _folder.Write("root/opt/musicgen/pending", "one\n");
        Systemctl("restart");

        Assert.Equal(3, Run("verdict"));

        Assert.Equal("releases/one", Current);
    }

    [LinuxFact]
    public void SameReleaseAgainRestartsNothing()
    {
        Install("one", "plays");
        var process = File.ReadAllText(_folder["root/service/pid"]);

        Assert.Equal(0, Install("one", "plays"));

        Assert.Equal(process, File.ReadAllText(_folder["root/service/pid"]));
    }

    [LinuxFact]
    public void RollbackPassesOverAReleaseThatWasNotWell()
    {
        Install("one", "plays");
        Assert.Equal(3, Install("two", "stand-in"));
        Assert.Equal(0, Install("three", "plays"));

        Assert.Equal(0, Run("rollback"));

        Assert.Equal("releases/one", Current);
    }

    [LinuxFact]
    public void ReleaseThatIsWellAtTheSecondTryCanBeGoneBackTo()
    {
        Install("one", "plays");
        Install("two", "stand-in");
        File.WriteAllText(_folder["root/opt/musicgen/releases/two/app/behaviour"], "plays");
        Assert.Equal(0, Install("two", "plays"));
        Install("three", "plays");

        Assert.Equal(0, Run("rollback"));

        Assert.Equal("releases/two", Current);
    }

    [LinuxFact]
    public void RollbackGoesToTheReleaseBefore()
    {
        Install("one", "plays");
        Install("two", "plays");

        Assert.Equal(0, Run("rollback"));

        Assert.Equal("releases/one", Current);
    }

    private string Current => new FileInfo(_folder["root/opt/musicgen/current"]).LinkTarget!;

    private int Install(string id, string behaviour)
    {
        Prepare(id, behaviour);
        return Run("install", _folder["incoming"]);
    }

    private void Prepare(string id, string behaviour)
    {
        // A refused release is left there for the next try to be compared with.
        if (Directory.Exists(_folder["incoming"])) Directory.Delete(_folder["incoming"], recursive: true);
        _folder.Write("incoming/app/behaviour", behaviour);
        _folder.Write("incoming/box.sh", File.ReadAllText(Path.Combine(Root, "deploy/box.sh")));
        Directory.CreateDirectory(_folder["incoming/systemd"]);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Root, "systemd")))
            File.Copy(file, Path.Combine(_folder["incoming/systemd"], Path.GetFileName(file)), overwrite: true);
        Bash("cd \"$1\" && find . -type f | xargs sha256sum >../sums && mv ../sums SHA256SUMS", _folder["incoming"]);
        _folder.Write("incoming/RELEASE", $"id={id}\nrid=linux-x64\n");
    }

    private int Run(params string[] arguments) => Start(["bash", Path.Combine(Root, "deploy/box.sh"), .. arguments]);

    private void Systemctl(string verb) => Start([_folder["bin/systemctl"], verb]);

    private void Bash(string script, string argument) => Start(["bash", "-c", script, "-", argument]);

    private int Start(string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{_folder["bin"]}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["MUSICGEN_ROOT"] = _folder["root"];
        start.Environment["MUSICGEN_TRIAL_SECONDS"] = "2";
        start.Environment["MUSICGEN_PROOF_SECONDS"] = "1";
        Directory.CreateDirectory(_folder["root/usr/lib"]);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        _ = error.Result;
        return process.ExitCode;
    }

    private void WriteProgram(string name, string text)
    {
        _folder.Write($"bin/{name}", text);
        if (OperatingSystem.IsLinux()) File.SetUnixFileMode(_folder[$"bin/{name}"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "MusicGen.Edge.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
