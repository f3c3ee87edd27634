namespace MusicGen.Edge;

/// <summary>The parts of the running box, for those that are added to it: panel, page, event log. Each lives as long as the box.</summary>
internal sealed record RunningBox
{
    /// <summary>The configuration.</summary>
    public required EdgeOptions Options { get; init; }

    /// <summary>Where everything that people do comes together.</summary>
    public required Inbox Inbox { get; init; }

    /// <summary>Decides who plays when; its state says what the box does.</summary>
    public required Conductor Conductor { get; init; }

    /// <summary>Plays; the clock, and the counts of what was played.</summary>
    public required Player Player { get; init; }

    /// <summary>The notes decided last, sounding or still to come; written by the composer thread.</summary>
    public required Scheduler Scheduler { get; init; }

    /// <summary>The notes that sound and those that are decided; any thread.</summary>
    public required DecidedNotes Decided { get; init; }

    /// <summary>What each of the last notes took to compose.</summary>
    public required StepTimes NoteTimes { get; init; }

    /// <summary>Which MIDI controllers are knobs of the box.</summary>
    public required ControllerBindings Controllers { get; init; }

    /// <summary>What the program said lately.</summary>
    public required LogTail Log { get; init; }

    /// <summary>The presets, and what their files say.</summary>
    public required PresetLoader Presets { get; init; }

    /// <summary>Copies of all that is played.</summary>
    public required PlayedCopies Copies { get; init; }

    /// <summary>Keyboards that are software.</summary>
    public required VirtualMidiPorts VirtualPorts { get; init; }

    /// <summary>The audio thread's loop: device, underruns, losses.</summary>
    public required AudioLoop Audio { get; init; }

    /// <summary>What is wrong at the moment.</summary>
    public required FaultBoard Faults { get; init; }

    /// <summary>What was at fault at the start and is lived with.</summary>
    public required IReadOnlyList<string> LivedWith { get; init; }

    /// <summary>The machine.</summary>
    public required Surroundings Surroundings { get; init; }

    /// <summary>Says a sentence in the log. Any thread.</summary>
    public required Action<string> Say { get; init; }
}
