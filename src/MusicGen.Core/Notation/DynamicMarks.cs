namespace MusicGen.Core;

/// <summary>Chooses the dynamic marks of a part, bar by bar: one wherever the loudness has clearly moved to another mark's.</summary>
internal sealed class DynamicMarks
{
    /// <summary>The mean velocity must be this much nearer to the new mark than to the one in force.</summary>
    private const double Reluctance = 6;

    private static readonly (string Mark, int Velocity)[] _marks =
        [("ppp", 16), ("pp", 33), ("p", 49), ("mp", 64), ("mf", 80), ("f", 96), ("ff", 112), ("fff", 126)];

    private int _current = -1;

    /// <summary>The mark to write at a bar, or null where the last one still holds.</summary>
    /// <param name="velocity">Mean velocity of the bar's notes, 1–127.</param>
    public (string Mark, int Velocity)? Next(double velocity)
    {
        var nearest = Enumerable.Range(0, _marks.Length).MinBy(mark => Math.Abs(_marks[mark].Velocity - velocity));
        if (nearest == _current)
            return null;
        if (_current >= 0 && Math.Abs(_marks[_current].Velocity - velocity) - Math.Abs(_marks[nearest].Velocity - velocity) < Reluctance)
            return null;
        _current = nearest;
        return _marks[nearest];
    }
}
