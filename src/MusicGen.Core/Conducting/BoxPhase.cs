namespace MusicGen.Core;

/// <summary>Whose turn it is: what a light at the box shows.</summary>
public enum BoxPhase
{
    /// <summary>Nobody is there: silent, or a tune now and then that invites.</summary>
    Attract,

    /// <summary>It is the visitor's turn: keys are played, or may be.</summary>
    Listening,

    /// <summary>The box answers what was played.</summary>
    Answering,

    /// <summary>The box plays, alone or along.</summary>
    Playing,

    /// <summary>The music comes to its end.</summary>
    Ending,

    /// <summary>Hours at which nothing may sound.</summary>
    Quiet,
}
