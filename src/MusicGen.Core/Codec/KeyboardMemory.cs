using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MusicGen.Core;

/// <summary>
/// What every key did last, told value by value while the fields of the next note are drawn (<see cref="Traits"/>). Inputs say it of the last notes at most; but
/// a key that sounds on is not struck, one whose note ends at the onset often is (under a pedal it ends because it is), notes begin and end where others end,
/// and a voice keeps its lengths and its loudness. Training and composing ask the same code.
/// </summary>
/// <remarks>Single-threaded. No member allocates after construction. Drums are not to be added.</remarks>
public sealed class KeyboardMemory
{
    private const int Keys = 128;

    // Notes near a pitch are looked for within an octave; a semitone counts as two notes ago, and what is farther than this says nothing.
    private const int NearReach = 12, FarthestNear = 60;

    // Distances told each for itself, in bins, on either side of what was played near.
    private const int Reach = 12, Distances = 2 * Reach + 1;

    // Whether the note near is on the same key, within three semitones or farther, and one of the last six notes or older.
    private const int Kinds = 6;

    // None to three or more ends in a bin; none, one, two or three, or more before it; sound or silence from it on.
    private const int EndTokens = 32;

    // Cells up to which an end is in each bucket of nearness to the onset; farther ones are in one more.
    private static readonly int[] _timeBounds = [0, 1, 2, 3, 5, 8, 12, 20, 40, 80, 160];

    private readonly TimeGrid _grid;
    private State _state;

    /// <summary>Makes a memory of keys not struck yet.</summary>
    /// <param name="timeBase">Which grid shifts and durations are in.</param>
    public KeyboardMemory(TimeBase timeBase) => _grid = TimeGrid.Of(timeBase);

    /// <summary>What is told, in the order of <see cref="Tell"/>.</summary>
    public static IReadOnlyList<Trait> Traits { get; } =
    [
        new(FieldNames.Shift, FieldNames.EndsBeforeOnset, EndTokens),
        new(FieldNames.Pitch, FieldNames.KeyEnd, 2 * _timeBounds.Length + 2),
        new(FieldNames.Duration, FieldNames.EndsAfterOnset, EndTokens),
        new(FieldNames.Duration, FieldNames.NearDuration, 1 + Kinds * Distances),
        new(FieldNames.Velocity, FieldNames.NearVelocity, 1 + Kinds * Distances),
    ];

    /// <summary>Numbers that <see cref="Save"/> writes.</summary>
    public static int StateLength { get; } = (Unsafe.SizeOf<State>() + sizeof(long) - 1) / sizeof(long);

    /// <summary>A new piece: no key has been struck.</summary>
    public void Begin() => _state = default;

    /// <summary>A key is struck.</summary>
    /// <param name="pitch">0–127.</param>
    /// <param name="onsetCells">When, in cells.</param>
    /// <param name="durationCells">For how long, in cells.</param>
    /// <param name="velocityBin">How firmly, in <see cref="VelocityBins"/>.</param>
    public void Add(int pitch, long onsetCells, long durationCells, int velocityBin) =>
        _state.Keys[pitch] = new Key(onsetCells + durationCells, ++_state.Count, (byte)_grid.BinOf(durationCells), (byte)velocityBin);

    /// <summary>Says what is known of every value of a field.</summary>
    /// <param name="field">Name of the output field.</param>
    /// <param name="onsetCells">Onset of the note that is drawn, in cells; for the shift to it, that of the note before.</param>
    /// <param name="pitch">Its pitch, any before that is drawn; −1 = it is a drum's sound, of which nothing is known.</param>
    /// <param name="traits">(traits of the field, field size) receives the tokens, row-major.</param>
    public void Tell(string field, long onsetCells, int pitch, Span<byte> traits)
    {
        traits.Clear();
        switch (field)
        {
            case FieldNames.Shift:
                TellEnds(onsetCells, traits);
                break;
            case FieldNames.Pitch when pitch >= 0:
                TellKeys(onsetCells, traits);
                break;
            case FieldNames.Duration:
                TellEnds(onsetCells, traits[..(traits.Length / 2)]);
                if (pitch >= 0 && FindNear(pitch) is var near and >= 0) TellDistances(pitch, near, _state.Keys[near].DurationBin, traits[(traits.Length / 2)..]);
                break;
            case FieldNames.Velocity when pitch >= 0:
                if (FindNear(pitch) is var louder and >= 0) TellDistances(pitch, louder, _state.Keys[louder].VelocityBin, traits);
                break;
        }
    }

    /// <summary>Copies out where it stands.</summary>
    /// <param name="state">(<see cref="StateLength"/>)</param>
    public void Save(Span<long> state) => MemoryMarshal.Write(MemoryMarshal.AsBytes(state), in _state);

    /// <summary>Goes back to where it stood.</summary>
    public void Load(ReadOnlySpan<long> state) => _state = MemoryMarshal.Read<State>(MemoryMarshal.AsBytes(state));

    private static int BucketOf(long cells)
    {
        var bucket = 0;
        while (bucket < _timeBounds.Length && cells > _timeBounds[bucket]) bucket++;
        return bucket;
    }

    private int AgeOf(in Key key) => _state.Count + 1 - key.Struck;

    private void TellEnds(long onsetCells, Span<byte> tokens)
    {
        Span<int> ends = stackalloc int[_grid.BinCount + 1];
        ends.Clear();
        var total = 0;
        foreach (ref readonly var key in _state.Keys[..])
        {
            if (key.Struck == 0 || key.EndCells <= onsetCells) continue;
            ends[_grid.BinOf(key.EndCells - onsetCells)]++;
            total++;
        }

        for (int value = 0, before = 0; value < tokens.Length; before += ends[value], value++)
            tokens[value] = (byte)(Math.Min(ends[value], 3) + 4 * (before < 2 ? before : before < 4 ? 2 : 3) + (before == total ? 16 : 0));
    }

    private void TellKeys(long onsetCells, Span<byte> tokens)
    {
        for (var pitch = 0; pitch < Keys; pitch++)
        {
            ref readonly var key = ref _state.Keys[pitch];
            if (key.Struck == 0) continue;
            var left = key.EndCells - onsetCells;
            tokens[pitch] = (byte)(1 + _timeBounds.Length + Math.Sign(left) * BucketOf(Math.Abs(left)));
        }
    }

    private void TellDistances(int pitch, int near, int bin, Span<byte> tokens)
    {
        var semitones = Math.Abs(near - pitch);
        var kind = (semitones == 0 ? 0 : semitones <= 3 ? 1 : 2) + (AgeOf(_state.Keys[near]) <= 6 ? 0 : Kinds / 2);
        for (var value = 0; value < tokens.Length; value++)
            tokens[value] = (byte)(1 + kind * Distances + Reach + Math.Clamp(value - bin, -Reach, Reach));
    }

    /// <summary>The key nearest to a pitch in semitones and in notes since it was struck, or −1.</summary>
    private int FindNear(int pitch)
    {
        int near = -1, nearest = FarthestNear + 1;
        for (var other = Math.Max(0, pitch - NearReach); other <= Math.Min(Keys - 1, pitch + NearReach); other++)
        {
            ref readonly var key = ref _state.Keys[other];
            if (key.Struck == 0) continue;
            var far = 2 * Math.Abs(other - pitch) + AgeOf(key);
            if (far < nearest) (near, nearest) = (other, far);
        }

        return near;
    }

    /// <param name="EndCells">When its last note ends.</param>
    /// <param name="Struck">Which note of the piece struck it last, from 1 on; 0 = none.</param>
    /// <param name="DurationBin">That note's duration.</param>
    /// <param name="VelocityBin">That note's velocity.</param>
    private readonly record struct Key(long EndCells, int Struck, byte DurationBin, byte VelocityBin);

    [InlineArray(KeyboardMemory.Keys)]
    private struct KeyList
    {
        private Key _first;
    }

    private struct State
    {
        public int Count;
        public KeyList Keys;
    }
}
