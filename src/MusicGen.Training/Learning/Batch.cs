namespace MusicGen.Training;

/// <summary>One iteration's music, time-major. T notes of B streams, I inputs, F output fields, K trait tokens of all fields.</summary>
internal sealed class Batch(int time, int streams, int inputs, int fields, int traits)
{
    /// <summary>Target of a row that is not to be counted.</summary>
    public const long Ignored = -100;

    public int Time { get; } = time;

    public int Streams { get; } = streams;

    /// <summary>(T, B, I) rows of the embedding table.</summary>
    public long[] Inputs { get; } = new long[time * streams * inputs];

    /// <summary>(F, T, B) values to be predicted, or <see cref="Ignored"/>.</summary>
    public long[] Targets { get; } = new long[fields * time * streams];

    /// <summary>(T, B, F) rows of the heads' tables for the values chosen.</summary>
    public long[] Chosen { get; } = new long[time * streams * fields];

    /// <summary>(T, B, K) what is known of every value of each field (<see cref="RowTraits.All"/>).</summary>
    public byte[] Traits { get; } = new byte[time * streams * traits];

    /// <summary>(B) 1 where the stream goes on from the iteration before, 0 where a piece begins.</summary>
    public float[] Continues { get; } = new float[streams];

    /// <summary>Rows counted in the batch, whatever a row is: what the loss is divided by.</summary>
    public int RowCount { get; set; }

    /// <summary>Notes counted in the batch, ends of pieces included.</summary>
    public int NoteCount { get; set; }

    /// <summary>Bits that the counted values leave open because their bins are coarse, in sum.</summary>
    public double RemainderBits { get; set; }

    /// <summary>State of the source after this iteration, for a checkpoint; in the last worker's batch.</summary>
    public byte[] SourceState { get; set; } = [];
}
