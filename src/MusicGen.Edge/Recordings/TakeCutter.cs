namespace MusicGen.Edge;

/// <summary>
/// Cuts the stream of what is played into takes: one begins with the first note after a silence and ends with the next silence; one that
/// goes on too long ends at the next small pause, and in the end without one. Part of <see cref="Recorder"/>.
/// </summary>
/// <remarks>Single-threaded. Bounded: a take has at most <see cref="MostEvents"/> events.</remarks>
internal sealed class TakeCutter(int sampleRate, double mostMinutes, Func<string> preset, TimeProvider time)
{
    /// <summary>Most events of one take, some half an hour of dense music.</summary>
    public const int MostEvents = 50_000;

    // Longer than the breath between two pieces and than a person waits for an answer.
    private const double SilenceSeconds = 4;

    // Between two pieces, not between two phrases.
    private const double PauseSeconds = 0.75;
    private const double PatienceSeconds = 60;

    private readonly ChannelStates _states = new();
    private readonly HashSet<int> _sounding = [];

    /// <summary>The take that is under way, or null.</summary>
    public Take? Current { get; private set; }

    /// <summary>Something was played.</summary>
    public void Hear(in NoteEvent played)
    {
        var key = ((played.Channel & 15) << 7) | (played.Data1 & 127);
        if (played.Kind == NoteEventKind.NoteOn) Begin(played, key);
        else if (played.Kind == NoteEventKind.NoteOff) _sounding.Remove(key);
        _states.Hear(played);
        if (Current is not { } take) return;
        take.Events.Add(played);
        take.LastFrame = Math.Max(take.LastFrame, played.Frame);
    }

    /// <summary>Takes out the take that is over at a frame.</summary>
    /// <param name="frame">The player's clock.</param>
    /// <param name="isEnd">Whether the music is over altogether.</param>
    /// <returns>Null where none is over.</returns>
    public Take? TakeFinished(long frame, bool isEnd = false)
    {
        if (Current is not { } take || !(isEnd || IsOver(take, frame))) return null;
        Current = null;
        return take;
    }

    private void Begin(in NoteEvent played, int key)
    {
        _sounding.Add(key);
        if (Current is null)
        {
            Current = new Take(played.Frame, time.GetUtcNow(), preset());
            _states.AddTo(Current.Events, played.Frame);
        }

        Current.NoteCount++;
    }

    private bool IsOver(Take take, long frame)
    {
        var silence = _sounding.Count == 0 ? (frame - take.LastFrame) / (double)sampleRate : 0;
        var minutes = (frame - take.StartFrame) / (60.0 * sampleRate);
        return silence >= SilenceSeconds
            || take.Events.Count >= MostEvents
            || (minutes >= mostMinutes && silence >= PauseSeconds)
            || minutes >= mostMinutes + PatienceSeconds / 60;
    }
}
