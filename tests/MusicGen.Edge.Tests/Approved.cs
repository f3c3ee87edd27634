using System.Runtime.CompilerServices;

namespace MusicGen.Edge.Tests;

/// <summary>
/// Texts that a person has looked at and approved, in the folder of this name. Where one differs, the new text is put
/// beside it as <c>.received</c>; to approve it, rename it.
/// </summary>
internal static class Approved
{
    public static void Equal(string fileName, string found, [CallerFilePath] string thisFile = "")
    {
        var folder = FolderBeside(thisFile);
        var path = Path.Combine(folder, fileName);
        var expected = File.Exists(path) ? File.ReadAllText(path) : "";
        // The library pads wrapped lines; an editor may not.
        var text = string.Join('\n', found.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()));
        if (expected != text) File.WriteAllText(path + ".received", text);
        else File.Delete(path + ".received");

        Assert.Equal(expected, text);
    }

    private static string FolderBeside(string file)
    {
        for (var folder = Path.GetDirectoryName(file); folder is not null; folder = Path.GetDirectoryName(folder))
            if (Directory.Exists(Path.Combine(folder, "Approved"))) return Path.Combine(folder, "Approved");
        throw new DirectoryNotFoundException($"A folder 'Approved' expected above '{file}', found none.");
    }
}
