namespace MusicGen.Core;

/// <summary>Takes the rows of notes that were not composed: a seed, a player's keys, a piece to learn from.</summary>
public interface IRowTarget
{
    /// <summary>One more row.</summary>
    /// <param name="row">(output fields) values; only valid during the call.</param>
    void Append(ReadOnlySpan<int> row);

    /// <summary>Another row in place of the last one: a note has joined the chord that it stands for.</summary>
    /// <param name="row">(output fields) values; only valid during the call.</param>
    void Amend(ReadOnlySpan<int> row);
}
