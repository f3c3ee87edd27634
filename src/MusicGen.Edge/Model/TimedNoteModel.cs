using System.Diagnostics;

namespace MusicGen.Edge;

/// <summary>A model that takes its own time: what one note costs, from the network's step to the scores of the last field. Between composer and engine.</summary>
/// <remarks>Single-threaded. Allocates nothing itself.</remarks>
internal sealed class TimedNoteModel(INoteModel model, StepTimes times) : INoteModel
{
    private long _ticks;

    /// <summary>The model that is timed.</summary>
    public INoteModel Inner => model;

    /// <inheritdoc/>
    public Vocabulary Vocabulary => model.Vocabulary;

    /// <inheritdoc/>
    public int StateLength => model.StateLength;

    /// <inheritdoc/>
    public void Reset() => model.Reset();

    /// <inheritdoc/>
    public void Forward(ReadOnlySpan<int> inputs)
    {
        // The note before is complete: its scores have been asked for.
        if (_ticks > 0) times.Add(Stopwatch.GetElapsedTime(0, _ticks));
        var start = Stopwatch.GetTimestamp();
        model.Forward(inputs);
        _ticks = Stopwatch.GetTimestamp() - start;
    }

    /// <inheritdoc/>
    public ReadOnlySpan<float> Logits(int field, ReadOnlySpan<int> chosen, ReadOnlySpan<byte> traits = default)
    {
        var start = Stopwatch.GetTimestamp();
        var logits = model.Logits(field, chosen, traits);
        _ticks += Stopwatch.GetTimestamp() - start;
        return logits;
    }

    /// <inheritdoc/>
    public void SaveState(Span<float> state) => model.SaveState(state);

    /// <inheritdoc/>
    public void LoadState(ReadOnlySpan<float> state) => model.LoadState(state);

    /// <inheritdoc/>
    public void Dispose() => model.Dispose();
}
