namespace MusicGen.Training.Tests;

public sealed class PieceFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void EachPieceHasItsFilesAndThePageLeadsToThem()
    {
        var folder = new PieceFolder(_folder.Path, null, null);
        folder.Add(Tunes.Walk("piece-001", 1), 1, CancellationToken.None);
        folder.Add(Tunes.Walk("piece-002", 2), 2, CancellationToken.None);

        var page = File.ReadAllText(folder.WritePage("Pieces", [("model", "m")], "musicgen-train generate", [Tunes.Walk("h", 3)]));

        foreach (var name in new[] { "piece-001", "piece-002" })
        {
            foreach (var extension in new[] { ".mid", ".musicxml", ".txt", ".svg", ".png" })
            {
                Assert.True(new FileInfo(_folder[name + extension]).Length > 0);
                Assert.Contains($"href=\"{name}{extension}\"", page);
            }
        }

        Assert.Contains("held-out", page);
        Assert.Contains("Without sound", page);
        Assert.DoesNotContain("<audio", page);
    }

    [Fact]
    public void APieceWithoutNotesIsNoStumblingBlock()
    {
        var folder = new PieceFolder(_folder.Path, null, null);

        folder.Add(new Piece("empty", [], PieceTempo.Performed), 1, CancellationToken.None);

        Assert.Contains("empty", File.ReadAllText(folder.WritePage("Pieces", [], "", null)));
    }

    [SoundFact]
    public void SoundLastsAsLongAsThePieceAndIsNotSilent()
    {
        var piece = Tunes.Walk("piece-001", 1, notes: 12);
        var folder = new PieceFolder(_folder.Path, PieceSound.Open(null, TextWriter.Null), null);

        folder.Add(piece, 1, CancellationToken.None);

        var wav = File.ReadAllBytes(_folder["piece-001.wav"]);
        Assert.InRange(wav.Length - 44 - (piece.DurationSeconds + 2) * 44_100 * 4, -8, 8);
        Assert.True(Enumerable.Range(0, 20_000).Max(i => Math.Abs((int)BitConverter.ToInt16(wav, 44 + 4 * i))) > 1000);
        Assert.Contains("piece-001.wav", File.ReadAllText(folder.WritePage("Pieces", [], "", null)));
    }

    [LilyPondFact]
    public void LilyPondEngravesTheSheet()
    {
        var folder = new PieceFolder(_folder.Path, null, SheetEngraving.Open()) { AsPdf = true, AsSvg = true };

        folder.Add(Tunes.Walk("piece-001", 1, notes: 30), 1, CancellationToken.None);

        Assert.Equal("%PDF"u8.ToArray(), File.ReadAllBytes(_folder["piece-001.pdf"])[..4]);
        Assert.Contains("<svg", File.ReadAllText(_folder["piece-001-sheet.svg"]));
        Assert.All(Directory.GetFiles(_folder.Path), file => Assert.StartsWith("piece-001", Path.GetFileName(file)));
    }

    [SoundFact]
    public void AnExcerptIsCutAndFadedOut()
    {
        var flac = PieceSound.Open(null, TextWriter.Null)!.Excerpt(Tunes.Walk("a", 1), 2, CancellationToken.None);

        Assert.Equal("fLaC"u8.ToArray(), flac[..4]);
        Assert.Equal(2 * 22_050, flac[23] << 16 | flac[24] << 8 | flac[25]);
        Assert.InRange(flac.Length, 1000, 2 * 22_050 * 2);
    }
}
