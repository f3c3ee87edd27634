namespace MusicGen.Midi;

/// <summary>How note-ons and note-offs are paired into notes.</summary>
public sealed class NoteDetectionSettings
{
    /// <summary>Makes each note in place of the plain constructor where given.</summary>
    public Func<NoteData, Note>? Constructor { get; set; }

    public NoteStartDetectionPolicy NoteStartDetectionPolicy
    {
        get;
        set => field = Throw.IfUndefined(value, nameof(value));
    }
}
