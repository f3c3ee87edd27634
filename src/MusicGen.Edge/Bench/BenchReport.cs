using System.Globalization;
using System.Text.Json;

namespace MusicGen.Edge;

/// <summary>What <c>bench</c> measured, as text for people and as JSON for programs.</summary>
internal sealed record BenchReport
{
    /// <summary>Name of the model package, its variant and what runs it.</summary>
    public required string Model { get; init; }

    /// <summary>Cost of a note.</summary>
    public required NoteCost Note { get; init; }

    /// <summary>From a key to its sound.</summary>
    public required KeyLatency Key { get; init; }

    /// <summary>Composing and synthesis against real time.</summary>
    public required RealTimeFactors RealTime { get; init; }

    /// <summary>How fast it changes sides with a player.</summary>
    public required AnswerTimes Answers { get; init; }

    /// <summary>Bytes of weights that a note reads.</summary>
    public required long WeightBytes { get; init; }

    /// <summary>Bytes a second that one core reads.</summary>
    public required double BandwidthBytesPerSecond { get; init; }

    /// <summary>From the start of the process to the first period of sound.</summary>
    public required double StartUpSeconds { get; init; }

    /// <summary>Resident memory while playing.</summary>
    public required long ResidentBytes { get; init; }

    /// <summary>Seconds that reading the weights alone takes.</summary>
    public double FloorSeconds => WeightBytes / BandwidthBytesPerSecond;

    /// <summary>Prints it for people.</summary>
    public void Print(TextWriter output)
    {
        void Line(string name, FormattableString value) => output.WriteLine($"{name,-26}{value.ToString(CultureInfo.InvariantCulture)}");
        Line("model", $"{Model}");
        Line("whole cost per note", $"p50 {Note.Whole.P50 * 1e3:0.000} ms  p95 {Note.Whole.P95 * 1e3:0.000} ms  p99 {Note.Whole.P99 * 1e3:0.000} ms");
        Line("bare engine per note", $"p50 {Note.Bare.P50 * 1e3:0.000} ms  p95 {Note.Bare.P95 * 1e3:0.000} ms  p99 {Note.Bare.P99 * 1e3:0.000} ms");
        Line("whole / bare", $"{Note.Ratio:0.000}");
        Line("memory floor per note", $"{FloorSeconds * 1e3:0.000} ms ({WeightBytes / 1e6:0.00} MB of weights at {BandwidthBytesPerSecond / 1e9:0.0} GB/s)");
        Line("whole / memory floor", $"{Note.Whole.P50 / FloorSeconds:0.00}");
        Line("allocated per note", $"{Note.BytesPerNote:0.##} bytes composing, {RealTime.AudioBytesPerNote:0.##} bytes playing");
        Line("composing", $"{RealTime.Composing:0}x real time on one core at {RealTime.NotesPerSecond:0.0} notes/s ({RealTime.ComposingByClock:0}x by the clock)");
        Line("synthesis", $"{RealTime.Synthesis:0}x real time on one core ({RealTime.SynthesisByClock:0}x by the clock)");
        Line("hand-over to the answer", $"p50 {Answers.HandOver.P50 * 1e3:0.0} ms  p95 {Answers.HandOver.P95 * 1e3:0.0} ms  p99 {Answers.HandOver.P99 * 1e3:0.0} ms");
        Line("answer silent after a key", $"p50 {Answers.BargeIn.P50 * 1e3:0.0} ms  p95 {Answers.BargeIn.P95 * 1e3:0.0} ms  p99 {Answers.BargeIn.P99 * 1e3:0.0} ms");
        Line("key to audio block", $"p50 {Key.Seconds.P50 * 1e3:0.0} ms  p95 {Key.Seconds.P95 * 1e3:0.0} ms  p99 {Key.Seconds.P99 * 1e3:0.0} ms, at most {Key.MostFrames} frames of a period of {Key.PeriodFrames}; {Key.LatePerThousand:0.#} of 1000 later");
        Line("start-up", $"{StartUpSeconds:0.00} s to the first sound");
        Line("resident memory", $"{ResidentBytes / 1048576.0:0} MiB");
    }

    /// <summary>Writes it for programs.</summary>
    public void WriteJson(Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("model", Model);
        WritePercentiles(json, "wholeMilliseconds", Note.Whole);
        WritePercentiles(json, "bareMilliseconds", Note.Bare);
        json.WriteNumber("wholeOverBare", Note.Ratio);
        json.WriteNumber("weightBytes", WeightBytes);
        json.WriteNumber("bandwidthBytesPerSecond", BandwidthBytesPerSecond);
        json.WriteNumber("floorMilliseconds", FloorSeconds * 1e3);
        json.WriteNumber("wholeOverFloor", Note.Whole.P50 / FloorSeconds);
        json.WriteNumber("composingBytesPerNote", Note.BytesPerNote);
        json.WriteNumber("playingBytesPerNote", RealTime.AudioBytesPerNote);
        json.WriteNumber("composingRealTimeFactor", RealTime.Composing);
        json.WriteNumber("synthesisRealTimeFactor", RealTime.Synthesis);
        json.WriteNumber("composingRealTimeFactorByClock", RealTime.ComposingByClock);
        json.WriteNumber("synthesisRealTimeFactorByClock", RealTime.SynthesisByClock);
        json.WriteNumber("notesPerSecond", RealTime.NotesPerSecond);
        WritePercentiles(json, "handOverMilliseconds", Answers.HandOver);
        WritePercentiles(json, "bargeInMilliseconds", Answers.BargeIn);
        WritePercentiles(json, "keyMilliseconds", Key.Seconds);
        json.WriteNumber("keyMostFrames", Key.MostFrames);
        json.WriteNumber("keyLatePerThousand", Key.LatePerThousand);
        json.WriteNumber("periodFrames", Key.PeriodFrames);
        json.WriteNumber("startUpSeconds", StartUpSeconds);
        json.WriteNumber("residentBytes", ResidentBytes);
        json.WriteEndObject();
    }

    private static void WritePercentiles(Utf8JsonWriter json, string name, Percentiles values)
    {
        json.WriteStartObject(name);
        json.WriteNumber("p50", values.P50 * 1e3);
        json.WriteNumber("p95", values.P95 * 1e3);
        json.WriteNumber("p99", values.P99 * 1e3);
        json.WriteEndObject();
    }
}
