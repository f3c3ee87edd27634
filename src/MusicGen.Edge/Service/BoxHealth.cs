namespace MusicGen.Edge;

/// <summary>How the running box is, for systemd's status line and for whoever deployed it.</summary>
/// <param name="Doing">In plain words: "playing evening".</param>
/// <param name="Model">What composes: "piano: int8 on cpu", or the recorded tunes that stand in.</param>
/// <param name="Output">Name of the audio device; null while there is none.</param>
/// <param name="PlayedNotes">Notes sounded so far.</param>
/// <param name="Underruns">Times the device ran dry.</param>
/// <param name="FaultCount">Faults that a person should see.</param>
internal readonly record struct BoxHealth(string Doing, string Model, string? Output, long PlayedNotes, long Underruns, int FaultCount = 0)
{
    /// <summary>The line of <c>systemctl status</c>.</summary>
    public string Sentence =>
        $"{Doing}; {Model}; {(Output is null ? "no audio device, playing to nobody" : $"on {Output}")}; {PlayedNotes} notes"
        + (Underruns > 0 ? $", {Underruns} underruns" : "")
        + (FaultCount > 0 ? $"; {FaultCount} faults, see the log" : "");
}
