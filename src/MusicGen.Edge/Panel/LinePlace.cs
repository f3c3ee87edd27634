namespace MusicGen.Edge;

/// <summary>Where something of the panel is wired to: a pin of the header, or a line of the chip.</summary>
/// <param name="Number">Pin 1–40, or line offset.</param>
/// <param name="IsPin">Whether it is a pin.</param>
internal readonly record struct LinePlace(int Number, bool IsPin)
{
    /// <summary>The line on the chip.</summary>
    /// <param name="board">The board, where it is known.</param>
    /// <exception cref="IOException">It is a pin, and the board is unknown or has no line there.</exception>
    public int LineOn(Board? board)
    {
        if (!IsPin) return Number;
        if (board is null)
            throw new IOException($"Pin {Number} expected on a board that is known, found none; say 'board' ({string.Join(", ", Board.All.Select(known => known.Name))}) or a 'line' in the panel's configuration.");
        return board.LineOf(Number)
            ?? throw new IOException($"Pin {Number} expected to be a GPIO, but on a {board.Title} it is not; use one of {string.Join(", ", board.Pins)}.");
    }

    /// <inheritdoc/>
    public override string ToString() => IsPin ? $"pin {Number}" : $"line {Number}";
}
