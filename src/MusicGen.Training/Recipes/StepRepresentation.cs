namespace MusicGen.Training;

/// <summary>A row is a note as pitch, step since the note before and duration; times are seen as bins of the grid and may be predicted as seconds.</summary>
internal sealed class StepRepresentation(Vocabulary vocabulary) : Representation(vocabulary)
{
    private readonly TimeGrid _grid = TimeGrid.Of(vocabulary.TimeBase);

    public override double RemainderBits(int field, int value) => IsTime(field) ? Math.Log2(_grid.WidthCells(value)) : 0;

    public override double NumberOf(int field, int value) => IsTime(field) ? _grid.CellOf(value) : value;

    /// <summary>Seconds for times; octaves from E4 and eighths of the range for what is learned as a number too in the <c>regression</c> recipe.</summary>
    public override (double Scale, double Offset) OutputScale(int field) => Vocabulary.OutputFields[field].Name switch
    {
        FieldNames.Pitch => (12, 64),
        FieldNames.Velocity => (8, 16),
        _ => (100, 0),
    };

    public override int ValueOf(int field, double number) => IsTime(field) ? _grid.BinOf((long)Math.Round(number)) : base.ValueOf(field, number);

    private bool IsTime(int field) => Vocabulary.OutputFields[field].Name is FieldNames.Step or FieldNames.Duration;
}
