namespace MusicGen.Core;

/// <summary>One thing to happen at a frame, ready to play: what goes from scheduler and keyboard to the player, and from the player to the recorder.</summary>
/// <param name="Frame">When, in frames since the player's start.</param>
/// <param name="Kind">What.</param>
/// <param name="Channel">MIDI channel 0–15.</param>
/// <param name="Data1">First MIDI value 0–127.</param>
/// <param name="Data2">Second MIDI value 0–127.</param>
/// <param name="OwnerId">Who asks: a note is ended only by the owner that began it.</param>
/// <param name="Generation">Counts the changes of mind of the owner; <see cref="LiveGeneration"/> for what was played by hand.</param>
public readonly record struct NoteEvent(
    long Frame, NoteEventKind Kind, byte Channel, byte Data1, byte Data2, int OwnerId, int Generation)
{
    /// <summary>Owner of what the composer plays.</summary>
    public const int ComposerOwner = 1;

    /// <summary>Generation of events that are never dropped for a change of mind: keys under a hand.</summary>
    public const int LiveGeneration = int.MaxValue;
}
