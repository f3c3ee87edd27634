using System.Globalization;
using MusicGen.Benchmarks;

// page-load [windows] [presses of each preset] [browsers]
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
const double MostSecondsToFirstNote = 0.5;
int Argument(int index, int most, int standard) =>
    args.Length <= index ? standard
    : int.TryParse(args[index], out var value) && value >= 1 && value <= most ? value
    : throw new ArgumentException($"page-load: [windows 1-1000] [presses of each preset 1-1000] [browsers 2-64] expected, found '{args[index]}'.");

var (windows, presses, browsers) = (Argument(0, 1000, 6), Argument(1, 1000, 20), Argument(2, 64, 50));
using var interruption = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) => { pressed.Cancel = true; interruption.Cancel(); };
await using var box = await MusicBoxProcess.StartAsync(token: null, interruption.Token);

Console.Error.WriteLine($"{windows} windows of 10 s each way, and one before them ...");
var (alone, watched) = await new LoadMeasurement(box) { Browsers = browsers, Windows = windows }.MeasureAsync(interruption.Token);
void Line(string name, Func<LoadFigures, string> read) => Console.WriteLine($"{name,-34}{read(alone),14}{read(watched),14}");
Console.WriteLine($"{"",-34}{"no browser",14}{$"{browsers}, 1 stalled",14}");
Line("seconds", figures => $"{figures.Seconds:0.0}");
Line("underruns", figures => $"{figures.Underruns}");
Line("late notes", figures => $"{figures.LateNotes} of {figures.Notes}");
Line($"{alone.PeriodMilliseconds:0.0} ms of sound: half within", figures => $"{figures.HalfMilliseconds:0.000} ms");
Line("  99 of 100 within", figures => $"{figures.MostOfHundredMilliseconds:0.000} ms");
Line("  the longest", figures => $"{figures.LongestMilliseconds:0.000} ms");
Line("messages read a second", figures => $"{figures.MessagesASecond:0}");
Line("kilobytes read a second", figures => $"{figures.BytesASecond / 1000:0}");
Line("browsers cut off", figures => $"{figures.CutOff}");

Console.Error.WriteLine($"{presses} presses of each preset ...");
var pressing = new PressMeasurement(box);
await pressing.PressAsync(presses, interruption.Token);
await box.EndAsync();
var first = PressMeasurement.ReadLog(box.LogPath);
double At(double share, IEnumerable<double> values) => values.Order().ElementAt((int)Math.Ceiling(share * first.Count) - 1) * 1000;
void Shares(string name, IEnumerable<double> values) => Console.WriteLine($"{name,-34}p50 {At(0.5, values),6:0.0} ms   p95 {At(0.95, values),6:0.0} ms   p99 {At(0.99, values),6:0.0} ms   longest {At(1, values),6:0.0} ms");
Shares($"button to first note, {first.Count} presses", first.Select(press => press.Seconds));
Shares("  the request before it", pressing.RequestSeconds);
foreach (var preset in first.GroupBy(press => press.Preset)) Console.WriteLine($"  {preset.Key,-32}longest {preset.Max(press => press.Seconds) * 1000,6:0.0} ms");
var holds = watched.Underruns <= alone.Underruns && At(0.99, first.Select(press => press.Seconds)) <= MostSecondsToFirstNote * 1000;
Console.WriteLine(holds ? "holds: no underrun more, first note within 0.5 s" : "does not hold");
return holds ? 0 : 1;
