using System.Globalization;

namespace MusicGen.Benchmarks;

/// <summary>What is compared; both sides get the same.</summary>
/// <param name="Rounds">Turns of each side.</param>
/// <param name="Iterations">Optimiser updates per turn.</param>
internal sealed record Settings(int Threads, int Batch, int Steps, int Hidden, int Layers, int Rounds, int Iterations)
{
    internal static Settings From(string[] arguments)
    {
        var settings = new Settings(Environment.ProcessorCount, 64, 128, 512, 2, 5, 2);
        for (var i = 0; i < arguments.Length; i += 2)
        {
            if (i + 1 >= arguments.Length || !int.TryParse(arguments[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value == 0)
            {
                throw new ArgumentException($"A whole number above 0 was expected after '{arguments[i]}'.");
            }

            settings = arguments[i] switch
            {
                "--threads" => settings with { Threads = value },
                "--batch" => settings with { Batch = value },
                "--steps" => settings with { Steps = value },
                "--hidden" => settings with { Hidden = value },
                "--layers" => settings with { Layers = value },
                "--rounds" => settings with { Rounds = value },
                "--iterations" => settings with { Iterations = value },
                _ => throw new ArgumentException($"One of --threads --batch --steps --hidden --layers --rounds --iterations was expected, found '{arguments[i]}'."),
            };
        }

        return settings;
    }
}
