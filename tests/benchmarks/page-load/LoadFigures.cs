using System.Text.Json;

namespace MusicGen.Benchmarks;

/// <summary>What the audio path of a box did in some windows of time, summed up; read out of its status.</summary>
public sealed class LoadFigures
{
    private readonly List<double> _halves = [], _mostOfHundred = [];

    /// <summary>Seconds measured.</summary>
    public double Seconds { get; private set; }

    /// <summary>Times the device ran dry.</summary>
    public long Underruns { get; private set; }

    /// <summary>Notes played after their time.</summary>
    public long LateNotes { get; private set; }

    /// <summary>Notes played.</summary>
    public long Notes { get; private set; }

    /// <summary>Length of a period of sound.</summary>
    public double PeriodMilliseconds { get; private set; }

    /// <summary>Half of the periods took no longer to render; the middle window's.</summary>
    public double HalfMilliseconds => Middle(_halves);

    /// <summary>99 of 100 periods took no longer; the middle window's.</summary>
    public double MostOfHundredMilliseconds => Middle(_mostOfHundred);

    /// <summary>The longest took so long.</summary>
    public double LongestMilliseconds { get; private set; }

    /// <summary>Fewest browsers connected at the end of a window, as the box counts them.</summary>
    public int FewestSeeing { get; private set; } = int.MaxValue;

    /// <summary>Browsers cut off because they read nothing.</summary>
    public long CutOff { get; private set; }

    /// <summary>Messages that the browsers read, a second.</summary>
    public double MessagesASecond => Seconds > 0 ? _messages / Seconds : 0;

    /// <summary>Bytes that the browsers read, a second.</summary>
    public double BytesASecond => Seconds > 0 ? _bytes / Seconds : 0;

    private long _messages, _bytes;

    /// <summary>Adds a window.</summary>
    public void Add(JsonElement before, JsonElement after, Audience? audience)
    {
        JsonElement was = before.GetProperty("health"), health = after.GetProperty("health");
        long Grown(string name) => health.GetProperty(name).GetInt64() - was.GetProperty(name).GetInt64();
        Seconds += health.GetProperty("uptimeSeconds").GetDouble() - was.GetProperty("uptimeSeconds").GetDouble();
        Underruns += Grown("underrunCount");
        LateNotes += Grown("lateCount");
        Notes += Grown("playedCount");
        CutOff += Grown("stalledCount");
        var periods = health.GetProperty("periodMilliseconds");
        PeriodMilliseconds = periods.GetProperty("length").GetDouble();
        _halves.Add(periods.GetProperty("p50").GetDouble());
        _mostOfHundred.Add(periods.GetProperty("p99").GetDouble());
        LongestMilliseconds = Math.Max(LongestMilliseconds, periods.GetProperty("most").GetDouble());
        FewestSeeing = Math.Min(FewestSeeing, health.GetProperty("seeingCount").GetInt32());
        _messages += audience?.MessageCount ?? 0;
        _bytes += audience?.ByteCount ?? 0;
    }

    private static double Middle(List<double> values) => values.Count == 0 ? 0 : values.Order().ElementAt(values.Count / 2);
}
