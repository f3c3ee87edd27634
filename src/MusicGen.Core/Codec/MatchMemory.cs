using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MusicGen.Core;

/// <summary>
/// Where the piece has been before, as the model is told it: whoever repeats a theme, in its key or another, is expected to go on as it went on. A match
/// model, as compressors have it, that follows chords whose notes come in another order and forgives wrong notes. A recurrent network of limited size keeps
/// the character of what it heard but not the notes. Training and composing fill the same input fields from it.
/// </summary>
/// <remarks>
/// Single-threaded. Notes are found again by the last <see cref="KeyNotes"/> pitches in any order, or by the shape of the last <see cref="ShapeNotes"/> in any
/// key. Up to <see cref="Most"/> places are followed at a time; each earns trust with every note that it expected and loses it with others, and what the
/// most trusted one expects is told. No member allocates after construction. Drums are not to be added.
/// </remarks>
public sealed class MatchMemory
{
    /// <summary>Notes back to which a piece is looked through.</summary>
    public const int Reach = 8192;

    /// <summary>Values of <see cref="FieldNames.MatchTrust"/>: 0 = nothing is expected, then levels of trust in the same key, then those in another.</summary>
    public const int TrustValues = 1 + 2 * TrustLevels;

    /// <summary>Values of <see cref="FieldNames.MatchVelocity"/>.</summary>
    public const int VelocityValues = 1 + VelocityBins.Count;

    private const int KeyNotes = 4, ShapeNotes = 6, Window = 4, Most = 8, Ahead = 3, Capacity = 2 * Reach, Buckets = 8192, TrustLevels = 10;

    // Times that a passage comes again before it is worn.
    private const int MostRepeats = 3;

    private const float Kept = 0.9f, Least = -0.05f, KeyCredit = 0.9f, ShapeCredit = 0.7f;

    // Hits in a row that each level of trust beyond the lowest stands for, as 1 - 0.9^hits.
    private static readonly float[] _levels = Array.ConvertAll([2, 4, 6, 8, 11, 15, 20, 28, 40], hits => 1 - MathF.Pow(Kept, hits));

    private readonly TimeGrid _grid;
    private readonly Heard[] _notes = new Heard[Capacity];
    private readonly Chains _keys = new(), _shapes = new();
    private State _state;
    private Expected _next;

    /// <summary>Makes an empty memory.</summary>
    /// <param name="timeBase">Which grid shifts and durations are told in.</param>
    public MatchMemory(TimeBase timeBase) => _grid = TimeGrid.Of(timeBase);

    /// <summary>Numbers that <see cref="Save"/> writes.</summary>
    public static int StateLength { get; } = (Unsafe.SizeOf<State>() + sizeof(long) - 1) / sizeof(long);

    /// <summary>The fields that it fills.</summary>
    public static IReadOnlyList<Field> FieldsOf(TimeBase timeBase)
    {
        var times = 1 + TimeGrid.Of(timeBase).BinCount;
        return
        [
            new(FieldNames.Match, PitchMemory.PitchValues), new(FieldNames.SecondMatch, PitchMemory.PitchValues), new(FieldNames.ThirdMatch, PitchMemory.PitchValues),
            new(FieldNames.MatchTrust, TrustValues), new(FieldNames.MatchShift, times), new(FieldNames.MatchDuration, times), new(FieldNames.MatchVelocity, VelocityValues),
        ];
    }

    /// <summary>Whether what is expected has come four times already: a composer that is told so again goes round and round.</summary>
    public bool IsWorn { get; private set; }

    /// <summary>Whether what is expected was heard in another key: what is composed by it fits scales less.</summary>
    public bool IsTransposed => _next.Trust > TrustLevels;

    /// <summary>A new piece, in which nothing was heard yet. <see cref="Load"/> still goes back to those before.</summary>
    public void Begin()
    {
        _state.Start = _state.Count;
        _state.PlaceCount = 0;
        _next = default;
        IsWorn = false;
    }

    /// <summary>Takes in the next note.</summary>
    /// <param name="pitch">0–127.</param>
    /// <param name="onsetCells">Its onset in cells, not before that of the note before.</param>
    /// <param name="durationCells">Its duration in cells.</param>
    /// <param name="velocityBin">Its velocity in <see cref="VelocityBins"/>.</param>
    public void Add(int pitch, long onsetCells, long durationCells, int velocityBin)
    {
        var repeats = Follow(pitch);
        var count = ++_state.Count;
        At(count - 1) = new Heard(onsetCells, (byte)pitch, (byte)_grid.BinOf(durationCells), (byte)velocityBin, (byte)repeats);
        var first = Math.Max(_state.Start, count - Reach);
        Find(_keys, KeyNotes, first, KeyCredit, isShape: false);
        Find(_shapes, ShapeNotes, first, ShapeCredit, isShape: true);
        Expect();
    }

    /// <summary>Copies out where it stands.</summary>
    /// <param name="state">(<see cref="StateLength"/>)</param>
    public void Save(Span<long> state) => MemoryMarshal.Write(MemoryMarshal.AsBytes(state), in _state);

    /// <summary>Goes back to where it stood, at most <see cref="Reach"/> notes ago: what was added since is forgotten.</summary>
    public void Load(ReadOnlySpan<long> state)
    {
        var then = MemoryMarshal.Read<State>(MemoryMarshal.AsBytes(state));
        while (_state.Count > then.Count)
        {
            _state.Count--;
            _keys.RemoveLast(_state.Count);
            _shapes.RemoveLast(_state.Count);
        }

        _state = then;
        Expect();
    }

    /// <summary>The value of one of <see cref="FieldsOf"/>, or −1 where the name is none of them.</summary>
    public int ValueOf(string field) => field switch
    {
        FieldNames.Match => _next.Pitch,
        FieldNames.SecondMatch => _next.SecondPitch,
        FieldNames.ThirdMatch => _next.ThirdPitch,
        FieldNames.MatchTrust => _next.Trust,
        FieldNames.MatchShift => _next.Shift,
        FieldNames.MatchDuration => _next.Duration,
        FieldNames.MatchVelocity => _next.Velocity,
        _ => -1,
    };

    private ref Heard At(int index) => ref _notes[index % Capacity];

    /// <summary>Each place looks for a note among those that it expects next.</summary>
    /// <returns>How many times the note has come again, as a trusted place knows it.</returns>
    private int Follow(int pitch)
    {
        int kept = 0, repeats = 0;
        for (var i = 0; i < _state.PlaceCount; i++)
        {
            var place = _state.Places[i];
            var end = Math.Min(place.Next + Window + BitOperations.PopCount(place.Played), _state.Count);
            var hit = place.Next;
            while (hit < end && ((place.Played >> (hit - place.Next) & 1) != 0 || At(hit).Pitch + place.Offset != pitch)) hit++;
            place.Trust *= Kept;
            if (hit == end)
            {
                place.Trust -= 1 - Kept;
            }
            else
            {
                place.Trust += 1 - Kept;
                place.Played |= 1u << (hit - place.Next);
                place.Last = hit;
                if (IsTrusted(place)) repeats = Math.Max(repeats, Math.Min(At(hit).Repeats + 1, MostRepeats));
                SkipPlayed(ref place);
                // A note that others have long overtaken will not come.
                if (hit - place.Next >= Window - 1)
                {
                    place.Next++;
                    place.Played >>= 1;
                    SkipPlayed(ref place);
                }
            }

            // Its next note must have been heard when the one that is coming is to be expected.
            if (place.Trust > Least && place.Next <= _state.Count && place.Next > _state.Count - Reach) _state.Places[kept++] = place;
        }

        _state.PlaceCount = kept;
        return repeats;
    }

    private static bool IsTrusted(in Place place) => place.Trust >= _levels[1];

    private static void SkipPlayed(ref Place place)
    {
        var played = BitOperations.TrailingZeroCount(~place.Played);
        place.Next += played;
        place.Played >>= played;
    }

    /// <summary>Looks up when the last notes were heard before, and notes that they were now.</summary>
    private void Find(Chains chains, int notes, int first, float credit, bool isShape)
    {
        var last = _state.Count - 1;
        if (last - notes + 1 < _state.Start)
        {
            chains.Add(last, Chains.NoKey);
            return;
        }

        Span<int> sorted = stackalloc int[ShapeNotes];
        sorted = sorted[..notes];
        for (var i = 0; i < notes; i++) sorted[i] = At(last - i).Pitch;
        sorted.Sort();
        var lowest = sorted[0];
        ulong key = 0;
        foreach (var pitch in sorted) key = key << 8 | (uint)(isShape ? pitch - lowest : pitch);
        var before = chains.Find(key, first);
        if (before >= 0)
        {
            var thenLowest = int.MaxValue;
            for (var i = 0; i < notes; i++) thenLowest = Math.Min(thenLowest, At(before - i).Pitch);
            Add(new Place { Next = before + 1, Last = before, Offset = lowest - thenLowest, Trust = credit * (1 - MathF.Pow(Kept, notes)) });
        }

        chains.Add(last, key);
    }

    /// <summary>Follows one more place, instead of the least trusted where there are many.</summary>
    private void Add(in Place place)
    {
        var least = 0;
        for (var i = 0; i < _state.PlaceCount; i++)
        {
            ref var known = ref _state.Places[i];
            if (known.Offset == place.Offset && Math.Abs(known.Next - place.Next) <= 2) return;
            if (known.Trust < _state.Places[least].Trust) least = i;
        }

        if (_state.PlaceCount < Most) _state.Places[_state.PlaceCount++] = place;
        else if (_state.Places[least].Trust < place.Trust) _state.Places[least] = place;
    }

    private void Expect()
    {
        _next = default;
        IsWorn = false;
        var best = -1;
        for (var i = 0; i < _state.PlaceCount; i++)
        {
            if (_state.Places[i].Next >= _state.Count) continue;
            IsWorn |= IsTrusted(_state.Places[i]) && At(_state.Places[i].Next).Repeats >= MostRepeats;
            if (best < 0 || _state.Places[i].Trust > _state.Places[best].Trust) best = i;
        }

        if (best < 0) return;
        var place = _state.Places[best];
        Span<int> pitches = stackalloc int[Ahead];
        pitches.Clear();
        for (int at = place.Next, k = 0; k < Ahead && at < _state.Count; at++)
        {
            if (at - place.Next < 32 && (place.Played >> (at - place.Next) & 1) != 0) continue;
            var pitch = At(at).Pitch + place.Offset;
            pitches[k++] = pitch is >= 0 and < 128 ? pitch + 1 : 0;
        }

        var level = 0;
        while (level < _levels.Length && place.Trust >= _levels[level]) level++;
        ref var next = ref At(place.Next);
        _next = new Expected(
            pitches[0], pitches[1], pitches[2], 1 + level + (place.Offset == 0 ? 0 : TrustLevels),
            1 + _grid.BinOf(next.OnsetCells - At(place.Last).OnsetCells), 1 + next.DurationBin, 1 + next.VelocityBin);
    }

    private readonly record struct Heard(long OnsetCells, byte Pitch, byte DurationBin, byte VelocityBin, byte Repeats);

    private readonly record struct Expected(int Pitch, int SecondPitch, int ThirdPitch, int Trust, int Shift, int Duration, int Velocity);

    /// <summary>A place that is followed: the first note not yet played again, which of those after it were, the last that was, and semitones from there to here.</summary>
    private struct Place
    {
        public int Next, Last, Offset;
        public uint Played;
        public float Trust;
    }

    [InlineArray(Most)]
    private struct PlaceList
    {
        private Place _first;
    }

    private struct State
    {
        public int Count, Start, PlaceCount;
        public PlaceList Places;
    }

    /// <summary>Where each key was met, latest first, in chains by hash; the latest can be taken back.</summary>
    private sealed class Chains
    {
        /// <summary>Stands for a note with too few before it.</summary>
        public const ulong NoKey = ulong.MaxValue;

        private readonly int[] _heads = new int[Buckets];
        private readonly ulong[] _keys = new ulong[Capacity];
        private readonly int[] _before = new int[Capacity];

        public Chains() => Array.Fill(_heads, -1);

        public void Add(int index, ulong key)
        {
            ref var head = ref _heads[Bucket(key)];
            _keys[index % Capacity] = key;
            _before[index % Capacity] = head;
            head = index;
        }

        public void RemoveLast(int index) => _heads[Bucket(_keys[index % Capacity])] = _before[index % Capacity];

        /// <returns>The latest index from a first one on, −1 = none.</returns>
        public int Find(ulong key, int first)
        {
            var index = _heads[Bucket(key)];
            while (index >= first && _keys[index % Capacity] != key) index = _before[index % Capacity];
            return index >= first ? index : -1;
        }

        private static int Bucket(ulong key) => (int)(key * 0x9E3779B97F4A7C15 >> 51);
    }
}
