using System.Text.RegularExpressions;

namespace MusicGen.Conventions.Tests;

/// <summary>How types are laid into files: one public type each, named as the file, and every type says what it is.</summary>
public sealed partial class TypeDeclarationTests
{
    private static readonly List<(string File, string Access, string Name, bool Documented)> _declarations =
        Repository.Sources("src").SelectMany(DeclarationsIn).ToList();

    [Fact]
    public void EveryTypeSaysWhatItIs()
    {
        // Of a partial type one file carries the sentence.
        var silent = from declaration in _declarations
                     group declaration by (declaration.Name, Folder: Path.GetDirectoryName(declaration.File)!.Split('/')[1]) into parts
                     where !parts.Any(part => part.Documented)
                     select $"{parts.First().File}: {parts.Key.Name}";

        SourceText.AssertNone(silent.ToList(), "Every type has a sentence: what it is and where it stands in the flow.");
    }

    [Fact]
    public void OnePublicTypePerFile()
    {
        var crowded = from declaration in _declarations
                      where declaration.Access == "public"
                      group declaration.Name by declaration.File into file
                      where file.Distinct().Count() > 1
                      select $"{file.Key}: {string.Join(", ", file)}";

        SourceText.AssertNone(crowded.ToList(), "One public type per file.");
    }

    [Fact]
    public void FilesAreNamedAfterTheirType()
    {
        var strangers = from declaration in _declarations
                        group declaration.Name by declaration.File into file
                        where !file.Contains(Path.GetFileName(file.Key).Split('.')[0])
                        select $"{file.Key}: {string.Join(", ", file)}";

        SourceText.AssertNone(strangers.ToList(), "A file has the name of its type.");
    }

    private static IEnumerable<(string File, string Access, string Name, bool Documented)> DeclarationsIn(string file)
    {
        var lines = Repository.Text(file).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (TopLevelType().Match(lines[i]) is { Success: true } match)
            {
                yield return (file, match.Groups["access"].Value, match.Groups["name"].Value, IsDocumented(lines, i));
            }
        }
    }

    private static bool IsDocumented(string[] lines, int declaration)
    {
        var above = declaration - 1;
        while (above >= 0 && lines[above] is ['[' or ']' or ' ', ..])
        {
            above--;
        }

        return above >= 0 && lines[above].StartsWith("///");
    }

    [GeneratedRegex(@"^(?<access>public|internal)\s+([a-z]+\s+)*?(class|struct|record struct|record class|record|interface|enum)\s+(?<name>\w+)")]
    private static partial Regex TopLevelType();
}
