using System.Text.Json;
using MusicGen.Training.Commands;

namespace MusicGen.Training.Tests;

public sealed class InspectCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AFileIsShownWithInstrumentsMapsAndNotes()
    {
        var (code, output) = Run(Duet(), "--notes");

        Assert.Equal(0, code);
        Assert.Contains("5 notes, 0:02 (2.000 s)", output);
        Assert.Contains("polyphony: at most 2, 1.25 on average", output);
        Assert.Contains("velocity: 50 to 90, mean 70.0, 3 different", output);
        Assert.Matches(@"\n +1 +0  Acoustic Grand Piano +3  C4 to G4\n", output);
        Assert.Matches(@"\n +10 +0  Drums +1 ", output);
        Assert.Contains("tempo: 120 BPM", output);
        Assert.Contains("metre: 3/4", output);
        Assert.Matches(@"\n +0\.500 +1\.000 +64  E4 +70 +1  Acoustic Grand Piano\n", output);
        Assert.Matches(@"\n +1\.500 +2\.000 +38  Acoustic Snare +70 +10  Drums\n", output);
    }

    [Fact]
    public void JsonHasTheSameAndParses()
    {
        var (code, output) = Run(Duet(), "--json", "--notes");

        using var json = JsonDocument.Parse(output);
        Assert.Equal(0, code);
        Assert.Equal(5, json.RootElement.GetProperty("notes").GetInt32());
        Assert.Equal("Violin", json.RootElement.GetProperty("instruments")[1].GetProperty("name").GetString());
        Assert.Equal(2, json.RootElement.GetProperty("polyphony").GetProperty("most").GetInt32());
        Assert.Equal(5, json.RootElement.GetProperty("noteTable").GetArrayLength());
    }

    [Fact]
    public void AFolderIsShownAsTextAndAsJson()
    {
        Duet();

        var (code, text) = Run(_folder.Path);
        var (_, output) = Run(_folder.Path, "--json");

        using var json = JsonDocument.Parse(output);
        Assert.Equal(0, code);
        Assert.Contains("1 of 1 files read, 0 refused", text);
        Assert.Equal("duet.mid", json.RootElement.GetProperty("files")[0].GetProperty("file").GetString());
    }

    [Fact]
    public void WhatIsNotThereFailsWithASentence()
    {
        var error = new StringWriter();

        var code = TrainingCli.Run(["inspect", _folder["nothing.mid"]], TextWriter.Null, error);

        Assert.Equal(1, code);
        Assert.Contains("does not exist", error.ToString());
    }

    private static (int Code, string Output) Run(params string[] args)
    {
        var output = new StringWriter();
        var code = TrainingCli.Run(["inspect", .. args], output, TextWriter.Null);
        return (code, output.ToString());
    }

    private string Duet()
    {
        Note[] notes =
        [
            new(0, 480, 60, 50), new(480, 480, 64, 70), new(960, 480, 67, 90),
            new(0, 480, 76, 70, Channel: 1, Program: 40), new(1440, 480, 38, 70, Channel: 9),
        ];
        MidiPieceWriter.Write(new Piece("duet", notes, PieceTempo.Constant(120), [new MetreChange(0, 3, 4)]), _folder["duet.mid"]);
        return _folder["duet.mid"];
    }
}
