namespace MusicGen.Bindings.Tests.FluidSynth;

/// <summary>What the tests measure of rendered audio: its level and its pitch.</summary>
internal static class Sound
{
    public static double Rms(ReadOnlySpan<float> samples)
    {
        var sum = 0.0;
        foreach (var sample in samples)
        {
            sum += (double)sample * sample;
        }

        return Math.Sqrt(sum / samples.Length);
    }

    /// <summary>The strongest frequency within 30 cents of the expected one, by correlation with windowed sines.</summary>
    public static double FrequencyNear(ReadOnlySpan<float> samples, int sampleRateHz, double expectedHz)
    {
        var (bestHz, best) = (0.0, 0.0);
        for (var cents = -30; cents <= 30; cents++)
        {
            var hz = expectedHz * Math.Pow(2, cents / 1200);
            var power = PowerAt(samples, sampleRateHz, hz);
            if (power > best)
            {
                (bestHz, best) = (hz, power);
            }
        }

        return bestHz;
    }

    private static double PowerAt(ReadOnlySpan<float> samples, int sampleRateHz, double hz)
    {
        var (real, imaginary) = (0.0, 0.0);
        for (var i = 0; i < samples.Length; i++)
        {
            var window = 0.5 - (0.5 * Math.Cos(2 * Math.PI * i / samples.Length));
            var (sin, cos) = Math.SinCos(2 * Math.PI * hz * i / sampleRateHz);
            real += window * samples[i] * cos;
            imaginary += window * samples[i] * sin;
        }

        return (real * real) + (imaginary * imaginary);
    }
}
