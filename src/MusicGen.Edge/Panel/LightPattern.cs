namespace MusicGen.Edge;

/// <summary>
/// How bright a light is at a moment: breathing invites, steady listens, blinking answers, a short gap each second plays, fading ends, and
/// counted flashes are the number of a fault.
/// </summary>
internal static class LightPattern
{
    private const double BreathSeconds = 4;
    private const double FaintestBreath = 0.04;
    private const double BlinkSeconds = 0.5;
    private const double PlayingSeconds = 1;
    private const double PlayingGapSeconds = 0.15;
    private const double FadeSeconds = 2;
    private const double QuietSeconds = 5;
    private const double QuietFlashSeconds = 0.06;
    private const double FlashSeconds = 0.4;
    private const double FlashPauseSeconds = 1.6;

    // The eye takes twice the light for much less than twice as bright.
    private const double Gamma = 2.2;

    /// <summary>Brightness of what the box does.</summary>
    /// <param name="phase">Whose turn it is.</param>
    /// <param name="seconds">Since the phase began.</param>
    /// <returns>0–1, as current through the light.</returns>
    public static double Of(BoxPhase phase, double seconds) => phase switch
    {
        BoxPhase.Attract => Breath(seconds),
        BoxPhase.Listening => 1,
        BoxPhase.Answering => seconds % BlinkSeconds < BlinkSeconds / 2 ? 1 : 0,
        BoxPhase.Playing => seconds % PlayingSeconds < PlayingSeconds - PlayingGapSeconds ? 1 : 0,
        BoxPhase.Ending => Math.Pow(Math.Max(0.2, 1 - seconds / FadeSeconds), Gamma),
        _ => seconds % QuietSeconds < QuietFlashSeconds ? 0.3 : 0,
    };

    /// <summary>Brightness of a fault's number, told again and again.</summary>
    public static double OfFault(int number, double seconds)
    {
        var at = seconds % LengthOf(number);
        return at < number * FlashSeconds && at % FlashSeconds < FlashSeconds / 2 ? 1 : 0;
    }

    /// <summary>How long telling a number once takes, with the pause after it, in seconds.</summary>
    public static double LengthOf(int number) => number * FlashSeconds + FlashPauseSeconds;

    private static double Breath(double seconds)
    {
        var wave = (1 - Math.Cos(2 * Math.PI * seconds / BreathSeconds)) / 2;
        return Math.Pow(FaintestBreath + (1 - FaintestBreath) * wave, Gamma);
    }
}
