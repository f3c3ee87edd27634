namespace MusicGen.Training;

/// <summary>One encoded piece on which <see cref="OnnxParity"/> runs two models side by side.</summary>
/// <param name="Inputs">(steps, inputs) row-major values as <see cref="Core.INoteModel.Forward"/> takes them, the start values first.</param>
/// <param name="Targets">(steps, output fields) row-major values that came; −1 = not counted (the fields after an end of piece).</param>
public sealed record ParityPiece(int[] Inputs, int[] Targets)
{
    /// <summary>(steps − 1) the notes in whole cells that the steps are, for a model with traits; empty = none.</summary>
    public IReadOnlyList<Core.Note> Notes { get; init; } = [];

    /// <summary>Notes of the piece, where not every step is one.</summary>
    /// <value>0: every counted step is a note.</value>
    public int NoteCount { get; init; }
}
