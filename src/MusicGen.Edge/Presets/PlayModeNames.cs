namespace MusicGen.Edge;

/// <summary>The modes as people write them: on the command line, in presets, events and addresses.</summary>
internal static class PlayModeNames
{
    /// <summary>What a mode's text may be, for help and faults.</summary>
    public const string Expected = "endless, answer, duet or solo";

    /// <summary>The name of a mode.</summary>
    public static string Of(PlayMode mode) => mode.ToString().ToLowerInvariant();

    /// <summary>Reads a name; false where it is none.</summary>
    public static bool TryParse(string text, out PlayMode mode)
    {
        foreach (var known in Enum.GetValues<PlayMode>())
        {
            mode = known;
            if (Of(known).Equals(text, StringComparison.OrdinalIgnoreCase)) return true;
        }

        mode = PlayMode.Answer;
        return false;
    }
}
