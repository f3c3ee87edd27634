namespace MusicGen.Core;

// The part of the composer that draws rows, ahead of the notes handed on where it must, and takes in those of others.
public sealed partial class Composer
{
    // A wish chooses among the pitches that the model finds likely itself: so much in logits below the likeliest.
    private const float FaintestPitch = 3;

    // From here on a piece is asked to end, more and more: the nucleus cuts off an end that is never likely, and a piece of hours is none.
    private const double LongPieceSeconds = 240, SecondsALogit = 20;

    /// <inheritdoc/>
    void IRowTarget.Append(ReadOnlySpan<int> row)
    {
        FillInputs();
        _model.Forward(_inputs);
        row.CopyTo(_previous);
    }

    /// <inheritdoc/>
    void IRowTarget.Amend(ReadOnlySpan<int> row) => row.CopyTo(_previous);

    // What was drawn and not handed on was drawn under other rules: to be drawn again before the next note, not now, as the model may be another's.
    private void ChangeMind()
    {
        _isAheadStale = _line.End > _line.First || _rowsWithoutNote > 0;
        _opening.Forget();
    }

    private void DrawAnew()
    {
        if (_line.End > _line.First || _rowsWithoutNote > 0) RewindTo(_line.First);
        _isAheadStale = false;
    }

    private void TakeIn(in Note note)
    {
        _lastOnsetTicks = Math.Max(_lastOnsetTicks, note.OnsetTicks);
        _rows.Write(note with { OnsetTicks = _lastOnsetTicks }, this);
    }

    private void DrawRow()
    {
        if (!_history.Has(_line.End)) Remember(_line.End);
        FillInputs();
        _model.Forward(_inputs);
        var drawnCount = _pieceNoteCount + (int)(_line.End - _line.First);
        for (var field = 0; field < _chosen.Length; field++)
        {
            var chosen = _chosen.AsSpan(0, field);
            var mask = _rows.Mask(field, chosen, MayEnd ?? drawnCount >= _options.MinimumPieceNotes);
            if (_guard is not null && _canLoopBeLeft && field == _rows.GuardField && _rows.IsGuarded(chosen) && !_guard.TryLeaveLoops(ref mask))
            {
                EndPiece();
                return;
            }

            // −1 cannot come: Steering.Check leaves something to draw of every field.
            _chosen[field] = Math.Max(0, _sampler.Draw(BiasedLogits(field, chosen, mask), _settings[field], mask, _random));
            if (field > 0 || (!_rows.IsEnd(field, _chosen[field]) && !IsLongEnough(drawnCount))) continue;
            EndPiece();
            return;
        }

        var before = _line.End;
        _rows.Read(_chosen, _line);
        _chosen.CopyTo(_previous, 0);
        GuardAgainstLoops();
        if (_line.End > before) _rowsWithoutNote = 0;
        else if (++_rowsWithoutNote > MostRowsWithoutNote) EndPiece();
        for (var index = before + 1; index <= _line.End; index++) Remember(index);
    }

    private ReadOnlySpan<float> BiasedLogits(int field, ReadOnlySpan<int> chosen, ReadOnlySpan<bool> mask)
    {
        var logits = _model.Logits(field, chosen, _rows.TraitsOf(field, chosen));
        var bias = _rows.LogitBias(field, chosen);
        var tooLong = (_rows.OnsetTicks - _pieceOnsetTicks) / TicksPerSecond - LongPieceSeconds;
        var isEndAsked = field == 0 && _endValue >= 0 && tooLong > 0;
        if (bias.IsEmpty && !isEndAsked) return logits;
        logits.CopyTo(_biased);
        if (!bias.IsEmpty) AddBias(field, bias, mask);
        if (isEndAsked) _biased[_endValue] += (float)(tooLong / SecondsALogit);
        return _biased.AsSpan(0, logits.Length);
    }

    private void AddBias(int field, ReadOnlySpan<float> bias, ReadOnlySpan<bool> mask)
    {
        var least = float.NegativeInfinity;
        if (field == _rows.GuardField)
        {
            for (var value = 0; value < bias.Length; value++)
                if (mask.IsEmpty || mask[value]) least = Math.Max(least, _biased[value] - FaintestPitch);
        }

        for (var value = 0; value < bias.Length; value++) _biased[value] = _biased[value] >= least ? _biased[value] + bias[value] : float.NegativeInfinity;
    }

    private bool IsLongEnough(int drawnCount) => _options.MaximumPieceNotes > 0 && drawnCount >= _options.MaximumPieceNotes;

    private void EndPiece()
    {
        _isEnded = true;
        _rows.Finish(_line);
    }
}
