using System.Runtime.CompilerServices;

namespace MusicGen.Core;

/// <summary>
/// What was played last, as the model is told it: the pitches of the notes before the last one and the key that the last notes are in. A network of
/// limited size learns what lies around these far sooner than it learns to keep them itself. Training and composing fill the same input fields from it.
/// </summary>
/// <remarks>A value: copied, it remembers on its own. No member allocates. Drums are not to be added.</remarks>
public struct PitchMemory
{
    /// <summary>Notes remembered.</summary>
    public const int Length = 64;

    /// <summary>Values of a field that says a pitch: 0 = no such note, then the pitch + 1.</summary>
    public const int PitchValues = 129;

    private Ring _pitches;
    private int _count;

    /// <summary>The fields that it fills: the notes 2, 3 and 4 ago, and the key.</summary>
    public static IReadOnlyList<Field> Fields { get; } =
    [
        new(FieldNames.SecondLast, PitchValues), new(FieldNames.ThirdLast, PitchValues), new(FieldNames.FourthLast, PitchValues),
        new(FieldNames.Tonality, Controls.KeyValues),
    ];

    /// <summary>Takes in the next note.</summary>
    /// <param name="pitch">0–127.</param>
    public void Add(int pitch)
    {
        _pitches[_count % Length] = (byte)pitch;
        _count++;
    }

    /// <summary>The value that says the pitch of a note.</summary>
    /// <param name="notes">How many notes ago, 1 = the last, up to <see cref="Length"/>.</param>
    public readonly int Ago(int notes) => notes > _count ? 0 : _pitches[(_count - notes) % Length] + 1;

    /// <summary>The key of the last notes as a value of the key control, recent ones counting more; 0 where they say none.</summary>
    public readonly int Tonality()
    {
        Span<double> weights = stackalloc double[12];
        var notes = Math.Min(_count, Length);
        for (var ago = 1; ago <= notes; ago++) weights[_pitches[(_count - ago) % Length] % 12] += Length + 1 - ago;
        return KeyFinder.TryFind(weights, out var tonic, out var isMinor) ? Controls.KeyValue(tonic, isMinor) : 0;
    }

    /// <summary>The value of one of <see cref="Fields"/>, or −1 where the name is none of them.</summary>
    public readonly int ValueOf(string field) => field switch
    {
        FieldNames.SecondLast => Ago(2),
        FieldNames.ThirdLast => Ago(3),
        FieldNames.FourthLast => Ago(4),
        FieldNames.Tonality => Tonality(),
        _ => -1,
    };

    [InlineArray(Length)]
    private struct Ring
    {
        private byte _first;
    }
}
