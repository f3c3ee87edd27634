namespace MusicGen.Edge;

/// <summary>
/// The running box as the page sees it: what is read from it and what is asked of it. Between the page's server and
/// everything else, so that the page stands by itself.
/// </summary>
/// <remarks>Any thread, but for <see cref="TryTakePlayed"/>.</remarks>
internal interface IPageBox
{
    /// <summary>What the box does now.</summary>
    BoxState State { get; }

    /// <summary>Frames a second.</summary>
    int SampleRateHz { get; }

    /// <summary>The clock: frames handed to the device so far.</summary>
    long PlayedFrames { get; }

    /// <summary>What can be asked for, in the order of the buttons.</summary>
    IReadOnlyList<Preset> Presets { get; }

    /// <summary>Composed notes from those that sound to the last decided one; the same list while nothing changed.</summary>
    IReadOnlyList<DecidedNote> Decided { get; }

    /// <summary>What is wrong now, for people.</summary>
    IReadOnlyList<Fault> Faults { get; }

    /// <summary>What the program said lately.</summary>
    LogTail Log { get; }

    /// <summary>Which MIDI controllers are knobs, and which parameter waits for one.</summary>
    ControllerBindings Controllers { get; }

    /// <summary>The sound, for browsers that are the box's speaker.</summary>
    SoundTap Sound { get; }

    /// <summary>How it is doing; read about once a second.</summary>
    PageHealth ReadHealth();

    /// <summary>The packages in the models folder: name, package or reason of refusal. Reads files.</summary>
    IReadOnlyList<(string Name, ModelPackage? Package, string? Refusal)> ListModels();

    /// <summary>What was kept, newest first. Reads the folder.</summary>
    IReadOnlyList<Recording> ListRecordings();

    /// <summary>Bytes of a kept MIDI file, or null where there is none of that name.</summary>
    byte[]? ReadRecording(string name);

    /// <summary>Hands on what somebody did.</summary>
    /// <returns>False where the box is too busy to take it.</returns>
    bool TryPost(in BoxEvent boxEvent);

    /// <summary>Plays MIDI bytes as if from a keyboard plugged in.</summary>
    void Play(ReadOnlySpan<byte> midi);

    /// <summary>Takes the oldest copy of what was played. The broadcasting thread alone.</summary>
    bool TryTakePlayed(out NoteEvent played);
}
