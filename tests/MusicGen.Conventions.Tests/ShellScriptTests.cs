namespace MusicGen.Conventions.Tests;

/// <summary>Shell scripts and systemd units, as far as they can be checked without running them.</summary>
public sealed class ShellScriptTests
{
    private static IEnumerable<string> Scripts => Repository.Files.Where(file => file.EndsWith(".sh") || file == ".ci/run");

    [Fact]
    public void EveryScriptParses()
    {
        foreach (var script in Scripts) Repository.OutputOf("bash", "-n", script);
    }

    [Fact]
    public void EveryScriptStopsAtAFailure()
    {
        // Scenarios are sourced by one that does; the launcher is a single exec.
        var careless = Scripts.Where(file => !file.StartsWith("tests/device/scenarios/") && file is not ("tests/device/device.sh" or "deploy/launch.sh"))
            .Where(file => !Repository.Text(file).Contains("\nset -e"));

        SourceText.AssertNone([.. careless], "A script that goes on after a failure does harm: set -euo pipefail.");
    }

    [Fact]
    public void EveryScenarioSaysWhatItShows()
    {
        var silent = Repository.Files.Where(file => file.StartsWith("tests/device/scenarios/")).Where(file => !Repository.Text(file).StartsWith("# "));

        SourceText.AssertNone([.. silent], "The first line of a scenario is the line of its list.");
    }

    [Fact]
    public void UnitsHaveNoKeyThatSystemdHangsOrDiesOf()
    {
        // MemoryDenyWriteExecute hangs .NET, RestrictRealtime refuses SCHED_FIFO, CPUWeight takes it away on kernels with RT_GROUP_SCHED.
        var harmful = new System.Text.RegularExpressions.Regex(@"^(MemoryDenyWriteExecute|RestrictRealtime|CPUWeight|CPUQuota|LimitMEMLOCK|PrivateUsers)=");
        var units = Repository.Files.Where(file => file.StartsWith("systemd/"));

        SourceText.AssertNone(SourceText.Hits(units, harmful), "See the head of systemd/hardening.conf.");
    }
}
