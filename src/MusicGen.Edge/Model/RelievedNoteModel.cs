using MusicGen.Bindings.Linux;

namespace MusicGen.Edge;

/// <summary>
/// A model that plays at once on the processor and is relieved, in the middle of the music, by the same model on a faster provider once that is
/// warm: the GPU of a board takes long to start, and nobody waits for it. Should the faster one fail later, the first goes on from the same note.
/// </summary>
/// <remarks>
/// Stepped by one thread; the relief comes from a thread of its own. Between notes the state is handed over, so that the piece goes on as if nothing had been.
/// After the relief no member allocates.
/// </remarks>
internal sealed class RelievedNoteModel : INoteModel
{
    private const int Nice = 10;

    private readonly INoteModel _first;
    private readonly Action<string> _say;
    private readonly float[] _state;
    private readonly int[] _inputs;
    private readonly Thread _warming;
    private INoteModel _current;
    private INoteModel? _relief;
    private volatile bool _isClosed;

    /// <summary>Begins to look for a relief.</summary>
    /// <param name="first">Plays from now on; closed with this.</param>
    /// <param name="findFaster">Opens, checks and times the others, as long as it may take: the fastest that is faster than the first, or null. Called on a thread that comes after all others.</param>
    /// <param name="say">Receives lines for the log; any thread.</param>
    public RelievedNoteModel(INoteModel first, Func<INoteModel?> findFaster, Action<string> say)
    {
        _first = _current = first;
        _say = say;
        _state = new float[first.StateLength];
        _inputs = new int[first.Vocabulary.InputCount];
        _warming = new Thread(() => Warm(findFaster)) { Name = "warming", IsBackground = true };
        _warming.Start();
    }

    /// <summary>The one that plays now. Any thread.</summary>
    public INoteModel Current => Volatile.Read(ref _current);

    /// <inheritdoc/>
    public Vocabulary Vocabulary => _first.Vocabulary;

    /// <inheritdoc/>
    public int StateLength => _first.StateLength;

    /// <inheritdoc/>
    public void Reset() => _current.Reset();

    /// <inheritdoc/>
    public void Forward(ReadOnlySpan<int> inputs)
    {
        if (Interlocked.Exchange(ref _relief, null) is { } relief) HandOver(relief);
        if (_current == _first)
        {
            _first.Forward(inputs);
            return;
        }

        // Kept for the day on which the other fails in the middle of a note.
        _current.SaveState(_state);
        inputs.CopyTo(_inputs);
        try
        {
            _current.Forward(inputs);
        }
        catch (Exception e)
        {
            TakeBack(e);
        }
    }

    /// <inheritdoc/>
    public ReadOnlySpan<float> Logits(int field, ReadOnlySpan<int> chosen, ReadOnlySpan<byte> traits = default)
    {
        if (_current != _first)
        {
            try
            {
                return _current.Logits(field, chosen, traits);
            }
            catch (Exception e)
            {
                TakeBack(e);
            }
        }

        return _first.Logits(field, chosen, traits);
    }

    /// <inheritdoc/>
    public void SaveState(Span<float> state) => _current.SaveState(state);

    /// <inheritdoc/>
    public void LoadState(ReadOnlySpan<float> state) => _current.LoadState(state);

    /// <summary>Waits until the search for a relief is over.</summary>
    public void WaitUntilWarm() => _warming.Join();

    /// <inheritdoc/>
    public void Dispose()
    {
        _isClosed = true;
        if (_current != _first) _current.Dispose();
        Interlocked.Exchange(ref _relief, null)?.Dispose();
        _first.Dispose();
    }

    private void Warm(Func<INoteModel?> findFaster)
    {
        // Refused or not: what plays comes first.
        ThreadScheduling.TrySetNice(Nice);
        INoteModel? found = null;
        try
        {
            found = findFaster();
        }
        catch (Exception e)
        {
            // Whatever a driver comes up with, the music plays.
            _say($"no other provider takes over: {e.Message}");
        }

        Volatile.Write(ref _relief, found);
        // Closed while it was looking: whoever comes second finds what is left.
        if (_isClosed) Interlocked.Exchange(ref _relief, null)?.Dispose();
    }

    private void HandOver(INoteModel relief)
    {
        _first.SaveState(_state);
        relief.LoadState(_state);
        _current = relief;
    }

    private void TakeBack(Exception fault)
    {
        _say($"the faster provider failed, the processor composes on: {fault.Message}");
        var failed = _current;
        _current = _first;
        _first.LoadState(_state);
        _first.Forward(_inputs);
        try
        {
            failed.Dispose();
        }
        catch (Exception e)
        {
            _say($"closing it failed, too: {e.Message}");
        }
    }
}
