namespace MusicGen.Core;

/// <summary>
/// Finds the beats of performed music from its onsets: the most common interval between them gives the tempo, and a path of beats that follows loud onsets and
/// keeps near that tempo is found by dynamic programming (D. Ellis, Beat Tracking by Dynamic Programming, 2007). It follows rubato; it may take half or
/// double the tempo that a listener would tap.
/// </summary>
internal static class BeatTracker
{
    private const int FramesPerSecond = 100;
    private const int ShortestBeatFrames = 30, LongestBeatFrames = 150;
    private const double Tightness = 100;

    /// <summary>Times of the beats in seconds: the first at or before the first note, the last after the last one's start.</summary>
    /// <param name="onsets">Onsets in order of time, in seconds from 0, with their loudness; at least one.</param>
    public static IReadOnlyList<double> Find(IReadOnlyList<(double Seconds, double Weight)> onsets)
    {
        var interval = CommonInterval(onsets);
        var beats = Path(Envelope(onsets), interval).Select(frame => (double)frame / FramesPerSecond).ToList();
        var step = (double)interval / FramesPerSecond;
        while (beats[0] > onsets[0].Seconds)
            beats.Insert(0, beats[0] - step);
        while (beats[^1] <= onsets[^1].Seconds)
            beats.Add(beats[^1] + step);
        return beats;
    }

    /// <summary>Loudness of onsets over time, in frames, each spread a little; of a standard deviation of 1.</summary>
    private static double[] Envelope(IReadOnlyList<(double Seconds, double Weight)> onsets)
    {
        const int spread = 4;
        var frames = new double[(int)(onsets[^1].Seconds * FramesPerSecond) + spread + 2];
        foreach (var (seconds, weight) in onsets)
        {
            var middle = (int)Math.Round(seconds * FramesPerSecond);
            for (var frame = Math.Max(0, middle - spread); frame <= middle + spread && frame < frames.Length; frame++)
                frames[frame] += weight * Math.Exp(-0.5 * Math.Pow((frame - middle) / 1.5, 2));
        }

        var mean = frames.Average();
        var deviation = Math.Sqrt(frames.Average(value => (value - mean) * (value - mean)));
        for (var frame = 0; frame < frames.Length; frame++)
            frames[frame] /= deviation;
        return frames;
    }

    /// <summary>Frames of the beat that most intervals between onsets are one, two, three or four of, or a half; tempi near 110 BPM are preferred.</summary>
    private static int CommonInterval(IReadOnlyList<(double Seconds, double Weight)> onsets)
    {
        var intervals = new double[(LongestBeatFrames * 4) + 8];
        for (var i = 0; i < onsets.Count; i++)
        {
            for (var j = i + 1; j < onsets.Count; j++)
            {
                var frames = (int)Math.Round((onsets[j].Seconds - onsets[i].Seconds) * FramesPerSecond);
                if (frames >= intervals.Length - 3)
                    break;
                for (var near = -2; near <= 2; near++)
                    intervals[Math.Max(0, frames + near)] += onsets[i].Weight * onsets[j].Weight * (3 - Math.Abs(near)) / 9;
            }
        }

        return Enumerable.Range(ShortestBeatFrames, LongestBeatFrames - ShortestBeatFrames + 1).MaxBy(beat =>
        {
            var score = intervals[beat] + (0.5 * intervals[beat * 2]) + (0.3 * intervals[beat * 3]) + (0.25 * intervals[beat * 4]) + (0.5 * intervals[beat / 2]);
            return score * Math.Exp(-0.5 * Math.Pow(Math.Log2(beat / (FramesPerSecond * 60.0 / 110)) / 0.7, 2));
        });
    }

    private static List<int> Path(double[] envelope, int interval)
    {
        var best = new double[envelope.Length];
        var before = new int[envelope.Length];
        int shortest = interval / 2, longest = interval * 2;
        var costs = Enumerable.Range(0, longest + 1).Select(step => step < shortest ? 0 : Tightness * Math.Pow(Math.Log((double)step / interval), 2)).ToArray();
        for (var frame = 0; frame < envelope.Length; frame++)
        {
            before[frame] = -1;
            for (var step = shortest; step <= longest && step <= frame; step++)
            {
                var score = best[frame - step] - costs[step];
                if (score <= best[frame])
                    continue;
                best[frame] = score;
                before[frame] = frame - step;
            }

            best[frame] += envelope[frame];
        }

        var last = Enumerable.Range(Math.Max(0, envelope.Length - interval), Math.Min(interval, envelope.Length)).MaxBy(frame => best[frame]);
        var beats = new List<int>();
        for (var frame = last; frame >= 0; frame = before[frame])
            beats.Add(frame);
        beats.Reverse();
        return beats;
    }
}
