using System.Globalization;

namespace MusicGen.Training;

/// <summary>
/// The folder that <c>generate</c> fills: of each piece MIDI, sheet music, note table, piano roll and sound, and one page to compare the pieces by ear.
/// </summary>
internal sealed class PieceFolder(string folder, PieceSound? sound, SheetEngraving? engraving)
{
    /// <summary>Name of the page.</summary>
    public const string PageName = "index.html";

    /// <summary>Pieces shown on the page; the table names all.</summary>
    private const int MostShown = 24;

    private readonly List<(Piece Piece, long RandomSeed, List<(string Name, string Target)> Files)> _pieces = [];

    public int PieceCount => _pieces.Count;

    /// <summary>Whether LilyPond is to write .pdf, and .svg pages.</summary>
    public bool AsPdf { get; init; }

    public bool AsSvg { get; init; }

    /// <summary>Writes all of one piece.</summary>
    /// <returns>The MIDI file.</returns>
    public string Add(Piece piece, long randomSeed, CancellationToken stop)
    {
        Directory.CreateDirectory(folder);
        var files = new List<(string, string)>();
        string New(string label, string extension)
        {
            files.Add((label, piece.Name + extension));
            return Path.Combine(folder, piece.Name + extension);
        }

        var midi = New("MIDI", ".mid");
        MidiPieceWriter.Write(piece, midi);
        var score = New("sheet music (MusicXML)", ".musicxml");
        MusicXmlWriter.Write(piece, score);
        File.WriteAllText(New("note table", ".txt"), NoteTable.Format(piece));
        File.WriteAllText(New("piano roll (SVG)", ".svg"), PianoRoll.ToSvg(piece));
        File.WriteAllBytes(New("piano roll (PNG)", ".png"), PianoRoll.ToPng(piece));
        if (engraving is not null)
            files.AddRange(engraving.Engrave(score, AsPdf, AsSvg).Select(path => (Path.GetExtension(path) == ".pdf" ? "sheet (PDF)" : "sheet (SVG)", Path.GetFileName(path))));
        if (sound is not null && piece.Notes.Count > 0) sound.WriteWav(piece, New("sound (WAV)", ".wav"), stop);
        _pieces.Add((piece, randomSeed, files));
        return midi;
    }

    /// <summary>Writes the page.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="facts">What the pieces were made with: model, hash, sampling.</param>
    /// <param name="command">The command line.</param>
    /// <param name="heldOut">Music to compare with; null = none.</param>
    /// <returns>Its path.</returns>
    public string WritePage(string title, IReadOnlyList<(string, string)> facts, string command, IReadOnlyList<Piece>? heldOut)
    {
        var page = new HtmlPage(title);
        page.Facts(facts);
        page.Table(["piece", "random seed", "notes", "seconds", "notes a second", "range", "mean velocity"], [.. _pieces.Select(entry => Row(entry.Piece, entry.RandomSeed))]);
        if (sound is null) page.Paragraph("Without sound: this was made on a machine without a SoundFont or a synthesizer.");
        if (_pieces.Count > MostShown) page.Paragraph($"The first {MostShown} pieces follow; the others are in the folder.");
        foreach (var (piece, _, files) in _pieces.Take(MostShown))
        {
            page.Section(piece.Name);
            if (files.Find(file => file.Target.EndsWith(".wav", StringComparison.Ordinal)) is { Target: { } wav }) page.Audio(wav, $"Listen to {piece.Name}");
            page.Links(files);
            page.WidePicture(PianoRoll.ToInline(piece));
        }

        if (_pieces.Any(entry => entry.Piece.Notes.Count > 0)) AddMusic(page, heldOut);
        page.Section("Made by");
        page.Command(command);
        var path = Path.Combine(folder, PageName);
        File.WriteAllText(path, page.ToString());
        return path;
    }

    private static string[] Row(Piece piece, long randomSeed)
    {
        var seconds = piece.DurationSeconds;
        string Number(double number, string form) => number.ToString(form, CultureInfo.InvariantCulture);
        var range = piece.Notes.Count == 0 ? "" : $"{NoteTable.NameOf(piece.Notes.Min(n => n.Pitch))} to {NoteTable.NameOf(piece.Notes.Max(n => n.Pitch))}";
        return
        [
            piece.Name, Number(randomSeed, "0"), Number(piece.Notes.Count, "0"), Number(seconds, "0.0"), Number(seconds > 0 ? piece.Notes.Count / seconds : 0, "0.0"),
            range, Number(piece.Notes.Count == 0 ? 0 : piece.Notes.Average(n => n.Velocity), "0.0"),
        ];
    }

    private void AddMusic(HtmlPage page, IReadOnlyList<Piece>? heldOut)
    {
        var music = _pieces.Select(entry => entry.Piece).Where(piece => piece.Notes.Count > 0).ToList();
        page.Section("What they are like", heldOut is null ? "With --data, held-out music stands beside them." : "Generated pieces as bars, held-out test pieces as outline.");
        List<(string, MusicStatistics)> sets = [("generated", MusicStatistics.Of(music))];
        if (heldOut is { Count: > 0 }) sets.Add(("held-out", MusicStatistics.Of(heldOut)));
        ReportSections.Distributions(page, sets);
        page.Heading("Form");
        foreach (var piece in music.Take(MostShown)) page.Chart(SelfSimilarity.Of(piece).ToInline(piece.Name));
    }
}
