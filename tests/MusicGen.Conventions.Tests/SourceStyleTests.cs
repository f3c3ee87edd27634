using System.Text.RegularExpressions;

namespace MusicGen.Conventions.Tests;

/// <summary>Names, sizes and habits of the source, as far as text shows them.</summary>
public sealed class SourceStyleTests
{
    // The words are put together here so that this file does not find itself.
    private static readonly Regex _unfinished = new(@"\b(" + string.Join('|', "TO" + "DO", "FIX" + "ME", "X" + "XX", "NotImplemented" + "Exception") + @")\b");

    private static readonly Regex _sleepOrClock = new(@"\bThread" + @"\.Sleep|\bTask" + @"\.Delay|\bDateTime(Offset)?" + @"\.(Now|UtcNow)\b");

    private static readonly Regex _machinePath = new("(?<![A-Za-z0-9_.$}~*?-])/(" + "work" + "|" + "root" + "|" + "home" + ")/");

    private static readonly Regex _registry = new(@"registry\." + @"npmjs\.org|api\." + @"nuget\.org|deb\." + @"debian\.org|archive\." + @"ubuntu\.com|pypi\." + "org", RegexOptions.IgnoreCase);

    // Names that the bindings and MusicGen.Midi take over from the packages they stand in for are theirs.
    private static readonly Regex _emptyName = new(@"\b(class|struct|record|interface|enum)\s+(\w+(Manager|Helper|Utils?|Handler|Processor|Engine|Wrapper|Impl|Data|Info|Item|Items))\b");

    private static readonly Regex _underscoreInTestName = new(@"^\s*public (async )?(void|Task) \w*_\w*\(");

    private static IEnumerable<string> Code => Repository.Sources("src").Concat(Repository.Sources("tests"));

    [Fact]
    public void NoTypeHasANameThatSaysNothing()
    {
        var files = Repository.Sources("src").Where(file => !file.StartsWith("src/MusicGen.Bindings/") && !file.StartsWith("src/MusicGen.Midi/"));

        SourceText.AssertNone(SourceText.HitsInCode(files, _emptyName), "Name types by what they are in the music or on the machine.");
    }

    [Fact]
    public void NoSourceFileIsLongerThan400Lines()
    {
        var tooLong = Code.Select(file => (file, lines: Repository.Text(file).AsSpan().Count('\n'))).Where(file => file.lines > 400);

        SourceText.AssertNone(tooLong.Select(file => $"{file.file}: {file.lines} lines").ToList(), "One file holds one thing, in 400 lines at most.");
    }

    [Fact]
    public void MedianSourceFileHasAtMost120Lines()
    {
        var lines = Repository.Sources("src").Select(file => Repository.Text(file).AsSpan().Count('\n')).Order().ToList();

        Assert.InRange(lines[lines.Count / 2], 1, 120);
    }

    [Fact]
    public void NothingIsLeftUnfinished() =>
        SourceText.AssertNone(SourceText.Hits(Code.Concat(Repository.TextFiles.Where(file => file.EndsWith(".sh"))), _unfinished), "What is begun gets finished.");

    [Fact]
    public void TestsNeitherSleepNorReadTheWallClock() =>
        SourceText.AssertNone(SourceText.HitsInCode(Repository.Sources("tests"), _sleepOrClock), "A test waits for an event or is handed a clock.");

    [Fact]
    public void TestNamesAreSentencesWithoutUnderscores() =>
        SourceText.AssertNone(SourceText.HitsInCode(Repository.Sources("tests"), _underscoreInTestName), "Test names are sentences in PascalCase.");

    [Fact]
    public void NoFileNamesAFolderOfOneMachine() =>
        SourceText.AssertNone(SourceText.Hits(Repository.TextFiles, _machinePath), "Paths are relative to the repository or come from the environment.");

    [Fact]
    public void NoFileNamesTheHostOfAPackageRegistry() =>
        SourceText.AssertNone(SourceText.Hits(Repository.TextFiles, _registry), "Packages come from wherever the machine's own settings say.");

    [Fact]
    public void NamespacesAreFileScoped() =>
        SourceText.AssertNone(SourceText.HitsInCode(Code, new Regex(@"^namespace [\w.]+\s*(\{|$)")), "Namespaces are file-scoped.");

    [Fact]
    public void NoRegions() => SourceText.AssertNone(SourceText.HitsInCode(Code, new Regex(@"^\s*#region\b")), "A file that needs regions is two files.");

    [Fact]
    public void TopLevelShowsOnlyWhatAPersonMustLookAt()
    {
        string[] folders = ["src", "tests", "deploy", "systemd", "models"];
        string[] files = ["MusicGen.Edge.sln", "README.md", "CHANGELOG.md", "LICENSE", "global.json", "run.sh", "test.sh", "publish.sh"];
        var others = from file in Repository.Files
                     let top = file.Split('/')[0]
                     where !top.StartsWith('.') && !top.StartsWith("Directory.")
                     where !(top == file ? files : folders).Contains(top)
                     select top;

        Assert.Empty(others.Distinct());
    }
}
