namespace MusicGen.Edge;

/// <summary>
/// All that the commands touch outside the program: its streams, its folder, the machine's files, and the engines. Tests
/// put their own in place.
/// </summary>
internal sealed record Surroundings
{
    /// <summary>Results go here.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Progress and messages go here.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Cancelled by Ctrl-C or SIGTERM.</summary>
    public CancellationToken Interrupted { get; init; }

    /// <summary>Folder of the program and of what comes with it.</summary>
    public string ProgramFolder { get; init; } = AppContext.BaseDirectory;

    /// <summary>Folder of what is remembered from one start to the next: the service's (systemd sets it), or the user's own.</summary>
    public string StateFolder { get; init; } =
        Environment.GetEnvironmentVariable("STATE_DIRECTORY")
        ?? Path.Combine(
            Environment.GetEnvironmentVariable("XDG_STATE_HOME") is { Length: > 0 } state
                ? state
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local/state"),
            "musicgen");

    /// <summary>Root of the machine's own files.</summary>
    public string SystemRoot { get; init; } = "/";

    /// <summary>Clock of what is tried out and waited for.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Value of an environment variable, or null: how systemd says what it expects.</summary>
    public Func<string, string?> Variable { get; init; } = static _ => null;

    /// <summary>Gets the calling thread, the audio thread, ahead of the rest; returns what it became, or null where nobody asked.</summary>
    public Func<string?> RaisePriority { get; init; } = static () => null;

    /// <summary>Opens a model package to be stepped.</summary>
    public Func<ModelPackage, ProviderChoice, string?, Action<string>, INoteModel> OpenModel { get; init; } = ModelOpener.Open;

    /// <summary>Finds the GPU providers that may relieve the processor.</summary>
    public Func<IReadOnlyList<ProviderChoice>> FindGpus { get; init; } = ModelOpener.FindGpus;

    /// <summary>Loads a SoundFont by path, at a sample rate in Hz and a linear gain.</summary>
    public Func<string, int, double, ISynthesizer> LoadSynthesizer { get; init; } = SoundFontSynthesizer.Load;

    /// <summary>Opens an audio device by name (null = the default one) in a format.</summary>
    public Func<string?, AudioFormat, IAudioOutput> OpenAudio { get; init; } = (name, format) => new OpenAlOutput(name, format);

    /// <summary>Opens the MIDI ports of the machine whose files have this root.</summary>
    public Func<string, IMidiPorts> OpenMidiPorts { get; init; } = MidiPortSet.OfMachine;

    /// <summary>Opens the way to instruments outside, of the machine whose files have this root.</summary>
    public Func<string, IMidiOutputs> OpenMidiOutputs { get; init; } = systemRoot => new MachineOutputs(systemRoot);

    /// <summary>Gets at GPIO, display and key pads.</summary>
    public PanelDevices Panel { get; init; } = new();

    /// <summary>Serves the page of a box; null: there is none.</summary>
    public Func<PageOptions, IPageBox, PageServer>? ServePage { get; init; } = (options, box) => PageServer.Start(options, box, TimeProvider.System);

    /// <summary>Names of the audio devices.</summary>
    public Func<IReadOnlyList<string>> ListAudioDevices { get; init; } = OpenAlOutput.ListDevices;

    /// <summary>What runs the model: version and providers.</summary>
    public Func<IReadOnlyList<string>> DescribeModelEngine { get; init; } =
        () => [$"ONNX Runtime {OnnxGraphs.EngineVersion}", .. OnnxGraphs.BuiltInProviders];

    /// <summary>The real ones.</summary>
    public static Surroundings OfThisMachine(CancellationToken interrupted) =>
        new()
        {
            Out = Console.Out,
            Error = Console.Error,
            Interrupted = interrupted,
            Variable = Environment.GetEnvironmentVariable,
            RaisePriority = AudioPriority.Ask,
        };
}
