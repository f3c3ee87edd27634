namespace MusicGen.Core;

// The part of the composer that composes before anybody has asked.
public sealed partial class Composer
{
    private readonly ComposedOpening _opening;
    private bool _isModelElsewhere;

    /// <summary>Whether the opening of a piece lies ready and nothing has been asked of this composer since.</summary>
    public bool IsOpeningReady => _opening.IsReadyAt(_line.First);

    /// <summary>
    /// Composes the first notes of a piece that may be asked for later, so that it then begins at once; other composers of the
    /// same model find it as they left it. Any other steering, sampling or seed than now lets the notes go.
    /// </summary>
    /// <param name="onsetTicks">Where the piece will begin, as for <see cref="Reset"/>.</param>
    /// <param name="seed">Its seed, as for <see cref="Prime"/>.</param>
    /// <param name="notes">How many notes, 0 to <see cref="ComposerOptions.RewindNotes"/> − 1.</param>
    public void PrepareOpening(long onsetTicks, ReadOnlySpan<Note> seed, int notes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(notes);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(notes, _options.RewindNotes);
        _model.SaveState(_opening.ModelBefore);
        Reset(onsetTicks);
        Prime(seed);
        var first = _line.First;
        // Points of a piece that was rewound before its end lead elsewhere.
        for (var ahead = 1; ahead <= notes; ahead++) _history.Forget(first + ahead);
        var composed = new List<Note>(notes);
        while (composed.Count < notes && TryNext(out var note)) composed.Add(note);
        // The point behind the last one, too, so that composing can go on there; where the piece ended, it lies before the end.
        if (composed.Count == notes && !_history.Has(_line.First)) Remember(_line.First);
        _opening.Keep(first, onsetTicks, seed, composed);
        RewindTo(first);
        _model.LoadState(_opening.ModelBefore);
        _isModelElsewhere = true;
    }

    /// <summary>Begins the piece whose opening lies ready, in place of <see cref="Reset"/> and <see cref="Prime"/>.</summary>
    /// <param name="onsetTicks">Where the piece begins.</param>
    /// <param name="seed">Its seed.</param>
    /// <returns>Whether there is one of this onset and seed; otherwise nothing has changed.</returns>
    public bool TryBeginOpening(long onsetTicks, ReadOnlySpan<Note> seed) => IsOpeningReady && _opening.IsOf(onsetTicks, seed);

    // Another composer of the model may have had it since.
    private void FetchModel()
    {
        if (_isModelStale) Reset(_pieceOnsetTicks);
        else if (_isModelElsewhere) _model.LoadState(_history.State(_line.First));
        _isModelElsewhere = false;
    }
}
