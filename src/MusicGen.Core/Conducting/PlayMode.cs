namespace MusicGen.Core;

/// <summary>Who plays when.</summary>
public enum PlayMode
{
    /// <summary>The box composes without end, piece after piece; keyboards sound with it.</summary>
    Endless,

    /// <summary>The box listens while keys are played and answers when the player stops.</summary>
    Answer,

    /// <summary>The box plays along with the player.</summary>
    Duet,

    /// <summary>The player alone; nothing is composed.</summary>
    Solo,
}
