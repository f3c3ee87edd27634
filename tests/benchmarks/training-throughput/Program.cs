// Training throughput through the binding against the same network written in C++ against the same libtorch, side by side:
// the two take turns in one run, so that whatever else the machine does falls on both. Where the processor multiplies tiles
// of bfloat16, the binding takes a turn more with products so rounded.
using System.Diagnostics;
using System.Globalization;
using MusicGen.Benchmarks;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Settings settings;
try
{
    settings = Settings.From(args);
}
catch (ArgumentException fault)
{
    Console.Error.WriteLine(fault.Message);
    return 2;
}

set_num_threads(settings.Threads);
manual_seed(1);
using var native = new NativeSide(settings);
using var net = new NoteNet(settings.Hidden, settings.Layers);
using var optimizer = optim.AdamW(net.parameters(), 1e-3, weight_decay: 0.01);
using var inputs = randint(NoteNet.Rows, [settings.Steps, settings.Batch, NoteNet.Inputs]);
using var targets = stack(NoteNet.Fields.Select(size => randint(size, [settings.Steps * settings.Batch])));
var positions = (double)settings.Batch * settings.Steps * settings.Iterations;

native.Run(1);
Managed(1);
List<double> ratios = [], nativeRates = [], managedRates = [], roundedRatios = [], roundedRates = [];
Console.WriteLine($"libtorch {__version__}, {settings.Layers}×{settings.Hidden}, batch {settings.Batch}×{settings.Steps}, {settings.Threads} threads; positions per second");
for (var round = 0; round < settings.Rounds; round++)
{
    // Each round in the other order: a machine that slows down or speeds up favours neither.
    var first = round % 2 == 0 ? native.Run(settings.Iterations) : Managed(settings.Iterations);
    var second = round % 2 == 0 ? Managed(settings.Iterations) : native.Run(settings.Iterations);
    var (cpp, binding) = round % 2 == 0 ? (first, second) : (second, first);
    nativeRates.Add(positions / cpp);
    managedRates.Add(positions / binding);
    ratios.Add(cpp / binding);
    Console.WriteLine($"round {round + 1}: C++ {nativeRates[^1],8:F0}   binding {managedRates[^1],8:F0}   ratio {ratios[^1]:F3}{Rounded(binding)}");
}

Console.WriteLine($"median:  C++ {Median(nativeRates),8:F0}   binding {Median(managedRates),8:F0}   ratio {Median(ratios):F3} (0.95 or more is asked for)");
if (roundedRates.Count > 0) Console.WriteLine($"median:  in bfloat16 {Median(roundedRates),8:F0}   of the binding's {Median(roundedRatios):F3}");
return Median(ratios) >= 0.95 ? 0 : 1;

string Rounded(double exact)
{
    if (!cpu.is_amx_tile_supported()) return "";
    set_float32_matmul_precision("medium");
    var seconds = Managed(settings.Iterations);
    set_float32_matmul_precision("highest");
    roundedRates.Add(positions / seconds);
    roundedRatios.Add(exact / seconds);
    return $"   in bfloat16 {roundedRates[^1],8:F0}   of the binding's {roundedRatios[^1]:F3}";
}

double Managed(int iterations)
{
    var clock = Stopwatch.StartNew();
    for (var i = 0; i < iterations; i++)
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        var loss = net.Loss(inputs, targets);
        loss.backward();
        nn.utils.clip_grad_norm_(net.parameters(), 1.0);
        optimizer.step();
        _ = loss.item<float>();
    }

    return clock.Elapsed.TotalSeconds;
}

static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
