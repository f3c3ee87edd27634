using System.Globalization;
using System.Text;

namespace MusicGen.Training;

/// <summary>The run's loss curve: <c>loss.csv</c>, appended line by line, and <c>loss.svg</c> drawn from it.</summary>
internal sealed class LossLog
{
    private const string Header = "iteration,notes,seconds,learning_rate,train_bits,validation_bits";
    private readonly string _csv;
    private readonly string _svg;

    public LossLog(string folder, long resumedAt)
    {
        _csv = Path.Combine(folder, "loss.csv");
        _svg = Path.Combine(folder, "loss.svg");
        var kept = File.Exists(_csv)
            ? File.ReadLines(_csv).Skip(1).Where(l => long.TryParse(l.Split(',')[0], out var i) && i <= resumedAt).ToArray()
            : [];
        File.WriteAllLines(_csv, [Header, .. kept]);
    }

    public void Add(RunProgress progress, double learningRate, double trainBits, double? validationBits)
    {
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{progress.Iteration},{progress.NoteCount},{progress.Seconds:F1},{learningRate:G4},{trainBits:F4},{validationBits:F4}");
        File.AppendAllText(_csv, line + "\n");
    }

    /// <summary>Draws the curve of everything logged so far.</summary>
    public void Draw()
    {
        var rows = File.ReadLines(_csv).Skip(1).Select(l => l.Split(',')).ToArray();
        var train = Points(rows, 4);
        var validation = Points(rows, 5);
        if (train.Count < 2) return;
        File.WriteAllText(_svg, LossPlot.Draw(train, validation));
    }

    private static List<(double X, double Y)> Points(string[][] rows, int column) =>
        [.. rows.Where(r => r.Length > column && r[column].Length > 0)
            .Select(r => (double.Parse(r[1], CultureInfo.InvariantCulture), double.Parse(r[column], CultureInfo.InvariantCulture)))];
}
