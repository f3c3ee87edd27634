using System.Globalization;

namespace MusicGen.Training;

/// <summary>The run's loss curve: <c>loss.csv</c>, appended line by line, <c>validation.csv</c> field by field, and <c>loss.svg</c> drawn from them.</summary>
internal sealed class LossLog
{
    /// <summary>Names of the files in a run folder.</summary>
    public const string LossFile = "loss.csv", FieldsFile = "validation.csv", PlotFile = "loss.svg";

    private readonly string _folder, _csv, _unit;

    /// <param name="folder">The run's.</param>
    /// <param name="resumedAt">Iteration to go on from; 0 = a new run.</param>
    /// <param name="unit">What is counted, see <see cref="Representation.Unit"/>; names a column.</param>
    public LossLog(string folder, long resumedAt, string unit)
    {
        _folder = folder;
        _unit = unit;
        _csv = Path.Combine(folder, LossFile);
        File.WriteAllLines(_csv, [$"iteration,{unit}s,seconds,learning_rate,train_bits,validation_bits", .. Kept(_csv, resumedAt)]);
        var fields = Path.Combine(folder, FieldsFile);
        if (!File.Exists(fields)) return;
        var head = File.ReadLines(fields).Take(1).ToArray();
        File.WriteAllLines(fields, [.. head, .. Kept(fields, resumedAt)]);
    }

    public void Add(RunProgress progress, double learningRate, double trainBits, double? validationBits)
    {
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{progress.Iteration},{progress.NoteCount},{progress.Seconds:F1},{learningRate:G4},{trainBits:F4},{validationBits:F4}");
        File.AppendAllText(_csv, line + "\n");
    }

    /// <summary>Bits and share right at first guess of each field, on the validation pieces.</summary>
    public void AddFields(RunProgress progress, Score score)
    {
        var path = Path.Combine(_folder, FieldsFile);
        var fields = Enumerable.Range(0, score.Fields.Count).ToList();
        if (!File.Exists(path))
            File.WriteAllText(path, string.Join(',', ["iteration", _unit + "s", .. fields.Select(f => "bits_" + score.Fields[f].Name), .. fields.Select(f => "right_" + score.Fields[f].Name)]) + "\n");
        IEnumerable<double> numbers = [progress.Iteration, progress.NoteCount, .. fields.Select(score.FieldBitsPerNote), .. fields.Select(score.TopOne)];
        File.AppendAllText(path, string.Join(',', numbers.Select(number => number.ToString("0.####", CultureInfo.InvariantCulture))) + "\n");
    }

    /// <summary>Draws the curve of everything logged so far.</summary>
    public void Draw()
    {
        var curves = RunCurves.Read(_folder);
        if (curves.Loss[0].Points.Count > 1) LossPlot.Write(curves, Path.Combine(_folder, PlotFile));
    }

    // What a run wrote after the checkpoint it is resumed from happens again.
    private static string[] Kept(string path, long resumedAt) => File.Exists(path)
        ? [.. File.ReadLines(path).Skip(1).Where(line => long.TryParse(line.Split(',')[0], out var iteration) && iteration <= resumedAt)]
        : [];
}
