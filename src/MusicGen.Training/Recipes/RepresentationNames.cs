namespace MusicGen.Training;

/// <summary>The names of representations in recipes and checkpoints.</summary>
internal static class RepresentationNames
{
    public const string Notes = "notes", Events = "events", Steps = "steps", Classes = "classes", Joint = "joint", Roll = "roll";
}
