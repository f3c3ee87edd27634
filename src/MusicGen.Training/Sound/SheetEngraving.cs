using System.Diagnostics;

namespace MusicGen.Training;

/// <summary>Turns MusicXML into pages by LilyPond, where it is installed: what can be printed and put on a stand.</summary>
internal sealed class SheetEngraving
{
    private const string WhatToDo = "install LilyPond, on Debian and Ubuntu by apt install lilypond, or leave --pdf and --svg out";

    private readonly string _converter, _engraver;

    private SheetEngraving(string converter, string engraver)
    {
        _converter = converter;
        _engraver = engraver;
    }

    /// <exception cref="NotSupportedException">LilyPond is not installed; the sentence says what to do.</exception>
    public static SheetEngraving Open() => new(Find("musicxml2ly"), Find("lilypond"));

    /// <summary>Engraves a score.</summary>
    /// <param name="musicXmlPath">The score; the pages get its name.</param>
    /// <param name="asPdf">Write one .pdf.</param>
    /// <param name="asSvg">Write an .svg per page.</param>
    /// <returns>The files written.</returns>
    /// <exception cref="InvalidDataException">LilyPond could not engrave it.</exception>
    public IReadOnlyList<string> Engrave(string musicXmlPath, bool asPdf, bool asSvg)
    {
        var name = Path.GetFileNameWithoutExtension(musicXmlPath);
        var target = Path.GetDirectoryName(Path.GetFullPath(musicXmlPath))!;
        // Both programs leave files of their own behind; those go with this folder.
        var work = Directory.CreateTempSubdirectory("musicgen-sheet-");
        try
        {
            var source = Path.Combine(work.FullName, "score.ly");
            Run(_converter, ["-o", source, Path.GetFullPath(musicXmlPath)], musicXmlPath);
            if (asPdf) Run(_engraver, ["--silent", "--pdf", "-o", Path.Combine(work.FullName, name), source], musicXmlPath);
            // Its pages must not take the place of the piano roll, which has the piece's own name.
            if (asSvg) Run(_engraver, ["--silent", "-dbackend=svg", "-o", Path.Combine(work.FullName, name + "-sheet"), source], musicXmlPath);
            var written = work.GetFiles().Where(file => file.Extension is ".pdf" or ".svg").OrderBy(file => file.Name, StringComparer.Ordinal).ToList();
            return written.ConvertAll(file => file.CopyTo(Path.Combine(target, file.Name), overwrite: true).FullName);
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    private static string Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists)
        ?? throw new NotSupportedException($"LilyPond's program '{program}' expected, found none; {WhatToDo}.");

    private static void Run(string program, IReadOnlyList<string> arguments, string musicXmlPath)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false })!;
        var said = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidDataException($"Sheet music of '{musicXmlPath}' expected from {Path.GetFileName(program)}, but it failed: {said.Result.Trim().Split('\n')[^1]}");
    }
}
