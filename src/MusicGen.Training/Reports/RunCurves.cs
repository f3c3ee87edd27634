using System.Globalization;

namespace MusicGen.Training;

/// <summary>The curves of a run, read from what it logged: <c>loss.csv</c>, and <c>validation.csv</c> field by field where the run wrote one.</summary>
internal sealed class RunCurves
{
    private const double Million = 1e6;

    private readonly Table _loss;
    private readonly Table? _fields;

    private RunCurves(Table loss, Table? fields)
    {
        _loss = loss;
        _fields = fields;
    }

    /// <summary>Training and validation, the best checkpoint marked.</summary>
    public IReadOnlyList<Curve> Loss
    {
        get
        {
            var validation = _loss.Points("validation_bits");
            var best = validation.Count == 0 ? default : validation.MinBy(p => p.Y);
            var curves = new List<Curve> { new("training", _loss.Points("train_bits")) };
            if (validation.Count > 0)
                curves.Add(new Curve("validation (checkpoints)", validation) { HasMarks = true, Best = (best.X, best.Y, string.Create(CultureInfo.InvariantCulture, $"best {best.Y:F2}")) });
            return curves;
        }
    }

    /// <summary>What bits are counted by, see <see cref="Representation.Unit"/>.</summary>
    public string Unit => _loss.Counted[..^1];

    public IReadOnlyList<Curve> LearningRate => [new("learning rate", [.. _loss.Points("learning_rate").Select(p => (p.X, p.Y * 1000))])];

    /// <summary>Notes, or rows, a second over the run.</summary>
    public IReadOnlyList<Curve> Speed
    {
        get
        {
            var times = _loss.Points("seconds");
            var window = Math.Max(1, times.Count / 60);
            return [new("speed", [.. times.Skip(window).Select((p, i) => (p.X, (p.X - times[i].X) * Million / Math.Max(1e-9, p.Y - times[i].Y)))])];
        }
    }

    /// <summary>Fields that were scored one by one; empty for runs that did not log them.</summary>
    public IReadOnlyList<string> Fields => _fields is null ? [] : [.. _fields.Columns.Where(c => c.StartsWith("bits_", StringComparison.Ordinal)).Select(c => c[5..])];

    public long Iterations => _loss.Rows == 0 ? 0 : (long)_loss.Last("iteration");

    public double Seconds => _loss.Rows == 0 ? 0 : _loss.Last("seconds");

    public IReadOnlyList<Curve> FieldBits => [.. Fields.Select(f => new Curve(f, _fields!.Points("bits_" + f)) { HasMarks = true })];

    public IReadOnlyList<Curve> FieldRight => [.. Fields.Select(f => new Curve(f, [.. _fields!.Points("right_" + f).Select(p => (p.X, p.Y * 100))]) { HasMarks = true })];

    /// <exception cref="InvalidDataException">There is no loss curve in the folder.</exception>
    public static RunCurves Read(string folder)
    {
        var loss = Path.Combine(folder, LossLog.LossFile);
        if (!File.Exists(loss))
            throw new InvalidDataException($"A run folder with {LossLog.LossFile} expected, but there is none in '{folder}'; give the --out folder of a training.");
        var fields = Path.Combine(folder, LossLog.FieldsFile);
        return new RunCurves(Table.Read(loss), File.Exists(fields) ? Table.Read(fields) : null);
    }

    /// <summary>A CSV file of numbers, places left empty where there is none.</summary>
    private sealed record Table(string[] Columns, List<string[]> Cells)
    {
        public int Rows => Cells.Count;

        /// <summary>The column of notes, or of rows where they are what is counted.</summary>
        public string Counted => Array.IndexOf(Columns, "rows") >= 0 ? "rows" : "notes";

        public static Table Read(string path)
        {
            var lines = File.ReadAllLines(path);
            var cells = new List<string[]>();
            var first = long.MaxValue;
            var isStale = false;
            // From the end: what a run logged after the checkpoint it was then resumed from did not happen.
            foreach (var row in lines.Skip(1).Reverse().Select(line => line.Split(',')))
            {
                if (!long.TryParse(row[0], CultureInfo.InvariantCulture, out var iteration)) continue;
                isStale = iteration > first || (isStale && iteration == first);
                if (isStale) continue;
                first = iteration;
                cells.Add(row);
            }

            cells.Reverse();
            return new Table(lines.Length == 0 ? [] : lines[0].Split(','), cells);
        }

        public double Last(string column) => Number(Cells[^1], column) ?? 0;

        public List<(double X, double Y)> Points(string column) =>
            [.. Cells.Where(row => Number(row, column) is not null && Number(row, Counted) is not null).Select(row => (Number(row, Counted)!.Value / Million, Number(row, column)!.Value))];

        private double? Number(string[] row, string column)
        {
            var at = Array.IndexOf(Columns, column);
            // A line that was cut short by a power failure has fewer cells.
            return at >= 0 && at < row.Length && double.TryParse(row[at], CultureInfo.InvariantCulture, out var number) ? number : null;
        }
    }
}
