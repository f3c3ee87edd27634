using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace MusicGen.Core;

/// <summary>
/// The highest pitch of each of the last onsets: the line that a listener knows a piece by. <see cref="CopyGuard"/> holds it against those of the
/// training music.
/// </summary>
/// <remarks>A value: copied, it remembers on its own. Only <see cref="StepsOf"/> allocates. Drums are not to be added.</remarks>
public struct UpperLine
{
    /// <summary>Onsets remembered.</summary>
    public const int Length = 72;

    private Line _pitches;
    private int _count;

    /// <summary>The pitches 0–127, the last onset's last; what comes higher at that onset takes its place.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Pitches => ((ReadOnlySpan<byte>)_pitches)[.._count];

    /// <summary>Takes in the next note.</summary>
    /// <param name="pitch">0–127.</param>
    /// <param name="isNewOnset">Whether it begins after the note before; the first one always does.</param>
    public void Add(int pitch, bool isNewOnset)
    {
        if (!isNewOnset && _count > 0)
        {
            _pitches[_count - 1] = Math.Max(_pitches[_count - 1], (byte)pitch);
            return;
        }

        if (_count == Length) ((Span<byte>)_pitches)[1..].CopyTo(_pitches);
        else _count++;
        _pitches[_count - 1] = (byte)pitch;
    }

    /// <summary>The steps of a whole piece's upper line, in semitones: one fewer than it has onsets.</summary>
    /// <param name="notes">Notes in order of onset; drums are passed over.</param>
    public static sbyte[] StepsOf(IReadOnlyList<Note> notes)
    {
        ArgumentNullException.ThrowIfNull(notes);
        var upper = new List<int>();
        var onset = long.MinValue;
        foreach (var note in notes)
        {
            if (note.IsDrum) continue;
            if (note.OnsetTicks == onset) upper[^1] = Math.Max(upper[^1], note.Pitch);
            else upper.Add(note.Pitch);
            onset = note.OnsetTicks;
        }

        return [.. upper.Zip(upper.Skip(1), (before, after) => (sbyte)(after - before))];
    }

    [InlineArray(Length)]
    private struct Line
    {
        private byte _first;
    }
}
