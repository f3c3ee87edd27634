namespace MusicGen.Core;

/// <summary>How a <see cref="Conductor"/> treats visitors.</summary>
public sealed record ConductorOptions
{
    private const string Where = "the conductor";

    /// <summary>After so long without a key the player has finished, 0.1–10 seconds.</summary>
    /// <value>0.8: longer than between two notes of a slow tune, shorter than patience.</value>
    public double SilenceSeconds { get; init; } = 0.8;

    /// <summary>A phrase this long is answered at the next small gap, 2–600 seconds.</summary>
    /// <value>20.</value>
    public double MaxListeningSeconds { get; init; } = 20;

    /// <summary>The small gap that ends a long phrase, 0.05–10 seconds.</summary>
    /// <value>0.3.</value>
    public double LongPhraseSilenceSeconds { get; init; } = 0.3;

    /// <summary>A key held this long with nothing else happening does not keep the answer back, 1–600 seconds: a book may lie on it.</summary>
    /// <value>6.</value>
    public double HeldKeySeconds { get; init; } = 6;

    /// <summary>Shortest answer, 0.5–60 seconds.</summary>
    /// <value>3.</value>
    public double MinAnswerSeconds { get; init; } = 3;

    /// <summary>Longest answer, 1–600 seconds.</summary>
    /// <value>30.</value>
    public double MaxAnswerSeconds { get; init; } = 30;

    /// <summary>After so long a pause what was played before is no longer answered to, 2–3600 seconds.</summary>
    /// <value>20.</value>
    public double MemorySeconds { get; init; } = 20;

    /// <summary>A visitor who does nothing for so long has left, 5–86,400 seconds; 0 = nobody ever leaves.</summary>
    /// <value>45.</value>
    public double VisitorLeavesSeconds { get; init; } = 45;

    /// <summary>A preset that nobody has touched anything since plays so long, 10–86,400 seconds; 0 = without end.</summary>
    /// <value>0.</value>
    public double PlaySeconds { get; init; }

    /// <summary>While nobody is there a tune is played so often, 1–86,400 seconds; 0 = never.</summary>
    /// <value>0.</value>
    public double AttractEverySeconds { get; init; }

    /// <summary>Length of such a tune, 5–3600 seconds.</summary>
    /// <value>30.</value>
    public double AttractSeconds { get; init; } = 30;

    /// <summary>A graceful ending takes about so long, 0–30 seconds.</summary>
    /// <value>4.</value>
    public double EndingSeconds { get; init; } = 4;

    /// <summary>Stopped music fades within this time, 0.05–30 seconds.</summary>
    /// <value>1.5.</value>
    public double FadeSeconds { get; init; } = 1.5;

    /// <summary>The volume never goes above this, whatever is turned, 0–4.</summary>
    /// <value>4: no ceiling but the limiter's.</value>
    public double VolumeCeiling { get; init; } = 4;

    /// <summary>Whether the box plays while nobody is there, until somebody stops it.</summary>
    /// <value>false.</value>
    public bool PlaysAlone { get; init; }

    /// <summary>Name of the preset that is chosen at the start and after each visitor; null or unknown: the first.</summary>
    /// <value>null.</value>
    public string? HomePreset { get; init; }

    /// <summary>Mode of every preset; null: each preset's own.</summary>
    /// <value>null.</value>
    public PlayMode? Mode { get; init; }

    /// <summary>Looks whether every value is in its range.</summary>
    /// <exception cref="ArgumentException">A value is out of range; the message says which.</exception>
    public void Check()
    {
        OptionRange.Require(SilenceSeconds, 0.1, 10, Where);
        OptionRange.Require(MaxListeningSeconds, 2, 600, Where);
        OptionRange.Require(LongPhraseSilenceSeconds, 0.05, 10, Where);
        OptionRange.Require(HeldKeySeconds, 1, 600, Where);
        OptionRange.Require(MinAnswerSeconds, 0.5, 60, Where);
        OptionRange.Require(MaxAnswerSeconds, Math.Max(1, MinAnswerSeconds), 600, Where);
        OptionRange.Require(MemorySeconds, 2, 3600, Where);
        if (VisitorLeavesSeconds != 0) OptionRange.Require(VisitorLeavesSeconds, 5, 86_400, Where);
        if (PlaySeconds != 0) OptionRange.Require(PlaySeconds, 10, 86_400, Where);
        if (AttractEverySeconds != 0) OptionRange.Require(AttractEverySeconds, 1, 86_400, Where);
        OptionRange.Require(AttractSeconds, 5, 3600, Where);
        OptionRange.Require(EndingSeconds, 0, 30, Where);
        OptionRange.Require(FadeSeconds, 0.05, 30, Where);
        OptionRange.Require(VolumeCeiling, 0, 4, Where);
    }
}
