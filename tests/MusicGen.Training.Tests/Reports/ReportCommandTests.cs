using System.Text.RegularExpressions;
using System.Xml.Linq;
using MusicGen.Training.Commands;

namespace MusicGen.Training.Tests;

public sealed partial class ReportCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ADatasetARunAndPiecesBecomeOnePageThatNeedsNothingBesideIt()
    {
        Dataset();
        Run();

        var page = Report(_folder["data"], _folder["run"], _folder["midi"], "--data", _folder["data"], "--plot", _folder["loss.svg"]);

        Assert.DoesNotMatch(@"(src|href)=""(?!#|data:)", page);
        Assert.DoesNotContain("<script", page);
        Assert.Contains("Dataset data", page);
        Assert.Contains("best 11.50", page);
        Assert.Contains("Right at first guess, by field", page);
        Assert.Contains("held-out", page);
        Assert.Contains("musicgen-train report", page);
        Assert.Equal("svg", XDocument.Load(_folder["loss.svg"]).Root!.Name.LocalName);
    }

    [Fact]
    public void EveryPictureIsWellFormedAndEveryAxisHasItsUnit()
    {
        Dataset();
        Run();

        var pictures = Picture().Matches(Report(_folder["data"], _folder["run"], _folder["midi"])).Select(match => XElement.Parse(match.Value)).ToList();

        Assert.True(pictures.Count > 15);
        string[] units = ["%", "seconds", "semitones", "pitch", "velocity", "notes", "millions", "bits", "learning rate", "bar"];
        Assert.All(pictures, picture => Assert.True(picture.Descendants("text").Count(text => units.Any(text.Value.Contains)) >= 2, picture.Attribute("aria-label")?.Value));
    }

    [Fact]
    public void WhatARunDidAfterItsCheckpointIsDropped()
    {
        Run("10,1000,1,0.1,20,", "20,2000,2,0.1,15,13", "30,3000,3,0.1,99,", "20,2000,2,0.1,14,12", "30,3000,4,0.1,13,");

        var loss = RunCurves.Read(_folder["run"]).Loss;

        Assert.Equal([20, 14, 13], loss[0].Points.Select(point => point.Y));
        Assert.Equal(12, loss[1].Best?.Y);
    }

    [Fact]
    public void PathsThatHoldNothingAreRefusedWithASentence()
    {
        Directory.CreateDirectory(_folder["empty"]);
        var error = new StringWriter();

        Assert.Equal(1, TrainingCli.Run(["report", _folder["empty"], "--out", _folder["r.html"]], TextWriter.Null, error));
        Assert.Contains("there are none of them", error.ToString());
        Assert.False(File.Exists(_folder["r.html"]));
    }

    [Fact]
    public void FiguresOfAnEvaluationAreBarsAndTables()
    {
        File.WriteAllText(_folder["figures.json"], """
            { "seconds": 60, "meanOverlap": { "generated": 0.81, "human": 0.93 },
              "features": [ { "name": "pitch range", "generated": { "area": 0.7, "divergence": 0.1 }, "human": { "area": 0.9, "divergence": 0.01 } },
                            { "name": "used <pitches>", "generated": { "area": 0.6, "divergence": 0.2 }, "human": { "area": 0.95, "divergence": 0.02 } } ],
              "measures": [ { "name": "notes", "values": { "generated": 512.5, "human": 498 } } ] }
            """);

        var page = Report(_folder["figures.json"]);

        Assert.Contains("overlap area", page);
        Assert.Contains("used &lt;pitches&gt;", page);
        Assert.Contains("512.5", page);
        Assert.Contains("mean overlap", page);
        Assert.All(Picture().Matches(page), picture => Assert.NotNull(XElement.Parse(picture.Value)));
    }

    [Fact]
    public void NamesOfPeopleStayWords()
    {
        Directory.CreateDirectory(_folder["midi"]);
        MidiPieceWriter.Write(Tunes.Walk("x", 1), _folder["midi/<b>&\"quoted\".mid"]);

        var page = Report(_folder["midi"]);

        Assert.DoesNotContain("<b>", page);
        Assert.Contains("&lt;b&gt;&amp;", page);
    }

    private string Report(params string[] args)
    {
        var error = new StringWriter();
        Assert.True(TrainingCli.Run(["report", .. args, "--out", _folder["r.html"]], TextWriter.Null, error) == 0, error.ToString());
        return File.ReadAllText(_folder["r.html"]);
    }

    private void Dataset()
    {
        Directory.CreateDirectory(_folder["midi"]);
        for (var i = 0; i < 6; i++) MidiPieceWriter.Write(Tunes.Walk($"walk {i}", i), _folder[$"midi/walk-{i}.mid"]);
        Assert.Equal(0, TrainingCli.Run(["prepare", _folder["midi"], "--out", _folder["data"]], TextWriter.Null, TextWriter.Null));
    }

    private void Run(params string[] rows)
    {
        if (rows.Length == 0) rows = ["10,1000,1.0,0.001,20.5,", "20,2000,2.0,0.002,15.5,12.5", "30,3000,3.0,0.001,13.5,11.5"];
        Directory.CreateDirectory(_folder["run"]);
        File.WriteAllLines(_folder["run/loss.csv"], ["iteration,notes,seconds,learning_rate,train_bits,validation_bits", .. rows]);
        File.WriteAllLines(_folder["run/validation.csv"], ["iteration,notes,bits_pitch,bits_shift,right_pitch,right_shift", "20,2000,6,6.5,0.2,0.3", "30,3000,5.5,6,0.25,0.33"]);
    }

    [GeneratedRegex(@"<svg.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Picture();
}
