namespace MusicGen.Edge;

/// <summary>The composer thread of <c>run</c>: has the conductor obey, and keeps the music composed the lead time ahead of the audio clock.</summary>
internal sealed class ComposerLoop(Conductor conductor, DecidedNotes? decided = null)
{
    // Far below the lead time, a key's way to an answer's silence included, and rare enough to cost nothing.
    private const int TurnMilliseconds = 5;

    /// <summary>Longest wait between two turns.</summary>
    public const double TurnSeconds = TurnMilliseconds / 1000.0;

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

    /// <summary>Composes until <see cref="Stop"/>.</summary>
    public void Run()
    {
        try
        {
            while (!_stopped.IsSet)
            {
                conductor.Step();
                decided?.Publish();
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
