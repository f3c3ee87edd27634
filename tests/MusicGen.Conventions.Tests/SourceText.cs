using System.Text.RegularExpressions;

namespace MusicGen.Conventions.Tests;

/// <summary>Searches source files line by line and reports each hit as a person would look it up.</summary>
internal static partial class SourceText
{
    /// <summary>Every "file:line: text" in <paramref name="files"/> whose code, comments cut off, matches.</summary>
    public static List<string> HitsInCode(IEnumerable<string> files, Regex pattern) => Hits(files, pattern, WithoutComment);

    /// <summary>Every "file:line: text" in <paramref name="files"/> that matches.</summary>
    public static List<string> Hits(IEnumerable<string> files, Regex pattern) => Hits(files, pattern, line => line);

    /// <summary>The files of which some line of code, comments cut off, matches.</summary>
    public static List<string> FilesWith(IEnumerable<string> files, Regex pattern) =>
        files.Where(file => HitsInCode([file], pattern).Count > 0).ToList();

    /// <summary>Fails with the whole list, one hit a line.</summary>
    public static void AssertNone(IReadOnlyCollection<string> hits, string rule) =>
        Assert.True(hits.Count == 0, $"{rule}\n  {string.Join("\n  ", hits)}");

    private static List<string> Hits(IEnumerable<string> files, Regex pattern, Func<string, string> seen) =>
        (from file in files
         from line in Repository.Text(file).Split('\n').Select((text, index) => (text, number: index + 1))
         where pattern.IsMatch(seen(line.text))
         select $"{file}:{line.number}: {line.text.Trim()}").ToList();

    private static string WithoutComment(string line) => Comment().Replace(line, "");

    // "//" within a string, as in an address, is no comment: there a colon stands before it.
    [GeneratedRegex(@"(?<!:)//.*$|^\s*\*.*$")]
    private static partial Regex Comment();
}
