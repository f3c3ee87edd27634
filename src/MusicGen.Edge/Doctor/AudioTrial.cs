using System.Globalization;

namespace MusicGen.Edge;

/// <summary>Opens the audio device and hands it half a second of silence: a device that opens but takes nothing is found, too.</summary>
internal static class AudioTrial
{
    private const double TrialSeconds = 0.5;
    private const double PatienceSeconds = 3;

    /// <summary>Tries the configured device.</summary>
    /// <exception cref="IOException">It does not open; the sentence says what to do.</exception>
    public static DoctorFinding Run(EdgeOptions options, Surroundings surroundings)
    {
        var format = AudioFormat.From(options);
        using var output = surroundings.OpenAudio(options.AudioDevice, format);
        var silence = new short[2 * format.PeriodFrames];
        var wanted = (int)Math.Ceiling(TrialSeconds * format.SampleRateHz / format.PeriodFrames) + format.PeriodCount;
        var started = surroundings.Time.GetTimestamp();
        for (var queued = 0; queued < wanted;)
        {
            if (output.HasRoom())
            {
                output.Queue(silence);
                queued++;
            }
            else if (surroundings.Time.GetElapsedTime(started).TotalSeconds > PatienceSeconds)
            {
                return new DoctorFinding(
                    DoctorVerdict.Silent,
                    $"{output.Name} opens but takes no sound",
                    "Unplug it and plug it in again, or name another with sound.device; 'musicgen devices' lists them.");
            }
            else
            {
                Thread.Sleep(2);
            }
        }

        return DoctorFinding.Ok(string.Create(CultureInfo.InvariantCulture, $"{output.Name} takes sound, {format.SampleRateHz} Hz, {format.PeriodCount} x {format.PeriodFrames} frames"));
    }
}
