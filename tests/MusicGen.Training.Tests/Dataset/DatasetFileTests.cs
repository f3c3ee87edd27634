namespace MusicGen.Training.Tests;

public sealed class DatasetFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("musicgen-test").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void WhatIsWrittenIsReadBack()
    {
        var piece = new Piece("a/b.mid", Tunes.Walk("x", 1).Notes, new PieceTempo([(0, 500_000), (960, 400_000)]), [new MetreChange(0, 3, 4)]);
        var path = Path.Combine(_folder, "dataset.mgd");

        DatasetFile.Write(path, new DatasetSource("set", "CC0", "nobody"), [new DatasetPiece(piece, Split.Test, 7)]);
        var (source, pieces) = DatasetFile.Read(path);

        Assert.Equal(new DatasetSource("set", "CC0", "nobody"), source);
        var read = Assert.Single(pieces);
        Assert.Equal((Split.Test, 7, "a/b.mid"), (read.Split, read.Group, read.Piece.Name));
        Assert.Equal(piece.Notes, read.Piece.Notes);
        Assert.Equal(piece.Tempo.Changes, read.Piece.Tempo.Changes);
        Assert.Equal(piece.Metres, read.Piece.Metres);
    }

    [Fact]
    public void SamePiecesGiveTheSameBytes()
    {
        DatasetPiece[] pieces = [new(Tunes.Walk("x", 1), Split.Train, 0), new(Tunes.Walk("y", 2), Split.Validation, 1)];
        string one = Path.Combine(_folder, "1"), two = Path.Combine(_folder, "2");

        DatasetFile.Write(one, new("s", "l", "c"), pieces);
        DatasetFile.Write(two, new("s", "l", "c"), pieces);

        Assert.Equal(File.ReadAllBytes(one), File.ReadAllBytes(two));
    }

    [Fact]
    public void ADamagedFileIsRefusedWithASentence()
    {
        var path = Path.Combine(_folder, "dataset.mgd");
        DatasetFile.Write(path, new("s", "l", "c"), [new(Tunes.Walk("x", 1), Split.Train, 0)]);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..40]);

        var error = Assert.Throws<InvalidDataException>(() => DatasetFile.Read(path));

        Assert.Contains("prepare it again", error.Message);
    }
}
