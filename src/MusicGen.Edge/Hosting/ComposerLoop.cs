namespace MusicGen.Edge;

/// <summary>The composer thread of <c>run</c>: keeps the music composed the lead time ahead of the audio clock until the performance is done.</summary>
internal sealed class ComposerLoop(Performance performance)
{
    // Far below the lead time, and rare enough to cost nothing.
    private const int TurnMilliseconds = 10;

    private readonly ManualResetEventSlim _ready = new();
    private readonly ManualResetEventSlim _stopped = new();

    private long _turns;

    /// <summary>Turns made so far, its sign of life. Any thread.</summary>
    public long TurnCount => Volatile.Read(ref _turns);

    /// <summary>What ended it before its time, or null.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Waits until the first lead time is composed, or composing has failed.</summary>
    public void WaitUntilReady() => _ready.Wait();

    /// <summary>Asks for the end. Any thread.</summary>
    public void Stop() => _stopped.Set();

    /// <summary>Composes until the performance is done or <see cref="Stop"/>.</summary>
    public void Run()
    {
        try
        {
            while (!performance.IsDone && !_stopped.IsSet)
            {
                performance.ComposeAhead();
                Volatile.Write(ref _turns, _turns + 1);
                _ready.Set();
                _stopped.Wait(TurnMilliseconds);
            }
        }
        catch (Exception e)
        {
            // Not rethrown here: the main thread ends the program with a sentence and an exit code.
            Failure = e;
        }
        finally
        {
            _ready.Set();
        }
    }
}
