namespace MusicGen.Core.Tests;

public sealed class TrainingGramsTests : IDisposable
{
    private static readonly sbyte[] _first = [2, 2, 1, 2, 2, 2, 1, -12, 4, 3];
    private static readonly sbyte[] _second = [0, 2, 2, 1, 2, 2, 2, 1, -12, -5];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ARunIsFoundInEveryPieceThatHasItAndInNoOther()
    {
        var grams = TrainingGrams.Of([_first, _second, [1, 1]])!;

        Assert.Equal(new ushort[] { 0, 1 }, grams.PiecesWith(_first.AsSpan(0, 8)).ToArray());
        Assert.Equal(new ushort[] { 0 }, grams.PiecesWith(_first.AsSpan(2, 8)).ToArray());
        Assert.Equal(new ushort[] { 1 }, grams.PiecesWith(_second.AsSpan(2, 8)).ToArray());
        Assert.Empty(grams.PiecesWith(new sbyte[] { 2, 2, 1, 2, 2, 2, 1, -11 }).ToArray());
        Assert.Equal((3, 6), (grams.PieceCount, grams.Count));
    }

    [Fact]
    public void ManyRunsAreToldApart()
    {
        var random = new Random(1);
        sbyte[] Line() => [.. Enumerable.Range(0, 2000).Select(_ => (sbyte)random.Next(-12, 13))];
        sbyte[] known = Line(), other = Line();
        var grams = TrainingGrams.Of([known])!;

        Assert.All(Enumerable.Range(0, 1993), at => Assert.Equal(1, grams.PiecesWith(known.AsSpan(at, 8)).Length));
        Assert.All(Enumerable.Range(0, 1993), at => Assert.Equal(0, grams.PiecesWith(other.AsSpan(at, 8)).Length));
    }

    [Fact]
    public void WhatIsWrittenIsRead()
    {
        TrainingGrams.Of([_first, _second])!.Write(_folder["grams.bin"]);

        var read = TrainingGrams.Read(_folder["grams.bin"]);

        Assert.Equal((2, 6), (read.PieceCount, read.Count));
        Assert.Equal(new ushort[] { 0, 1 }, read.PiecesWith(_first.AsSpan(0, 8)).ToArray());
    }

    [Theory]
    [InlineData(0, 1)]    // another kind of file
    [InlineData(4, 7)]    // runs of another length
    [InlineData(8, 1)]    // fewer pieces than are named
    [InlineData(12, 5)]   // fewer entries than there are
    [InlineData(15, 255)] // fewer than none
    [InlineData(19, 255)] // the first hash above the second
    public void ADamagedFileIsRefused(int at, byte value)
    {
        TrainingGrams.Of([_first, _second])!.Write(_folder["grams.bin"]);
        var bytes = File.ReadAllBytes(_folder["grams.bin"]);
        bytes[at] = value;
        File.WriteAllBytes(_folder["grams.bin"], bytes);

        var refusal = Assert.Throws<InvalidDataException>(() => TrainingGrams.Read(_folder["grams.bin"]));
        Assert.Contains("grams.bin", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("export the package again", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileCutShortIsRefused()
    {
        TrainingGrams.Of([_first, _second])!.Write(_folder["grams.bin"]);
        var bytes = File.ReadAllBytes(_folder["grams.bin"]);
        foreach (var length in new[] { 0, 3, 15, 16, bytes.Length - 1 })
        {
            File.WriteAllBytes(_folder["grams.bin"], bytes[..length]);
            Assert.Throws<InvalidDataException>(() => TrainingGrams.Read(_folder["grams.bin"]));
        }
    }

    [Fact]
    public void MorePiecesThanABoxIsToCarryAreNone() =>
        Assert.Null(TrainingGrams.Of([.. Enumerable.Repeat(_first, TrainingGrams.MostPieces + 1)]));
}
