namespace MusicGen.Edge.Tests;

/// <summary>The whole program in this process, on a machine of the test's own making: an empty one unless the test fills it.</summary>
internal sealed class Box : IDisposable
{
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();
    private readonly CancellationTokenSource _interruption = new();

    public Box()
    {
        Surroundings = new Surroundings
        {
            Out = _out,
            Error = _error,
            Interrupted = _interruption.Token,
            ProgramFolder = Folder["program"],
            StateFolder = Folder["state"],
            SystemRoot = Folder["machine"],
            ListAudioDevices = () => [],
            // A port of the machine is not the test's own.
            ServePage = null,
            Panel = new PanelDevices
            {
                OpenLines = (_, _) => throw new IOException("no GPIO chip here"),
                ListChips = () => [],
                DescribeLines = _ => [],
                DescribeDisplays = () => [],
                DescribeKeyPads = () => [],
            },
            DescribeModelEngine = () => ["test engine"],
            FindGpus = () => [],
        };
        Directory.CreateDirectory(Folder["program/Data/presets"]);
        Directory.CreateDirectory(Folder["machine"]);
    }

    public TemporaryFolder Folder { get; } = new();

    public Surroundings Surroundings { get; set; }

    public string Out => _out.ToString();

    public string Error => _error.ToString();

    /// <summary>Arguments of the verbs that play, for stand-ins: a small model and a SoundFont that nobody opens.</summary>
    public string[] StandInArguments => ["--model", Engines.TinyFolder, "--soundfont", Folder.Write("any.sf2", "")];

    /// <summary>Puts stand-ins in the engines' place: a scripted model, a synthesizer, and no audio device.</summary>
    public void StandIn(ISynthesizer synthesizer) => Surroundings = Surroundings with
    {
        OpenModel = (package, _, _, _) => new ScriptedModel(package.Vocabulary),
        LoadSynthesizer = (_, _, _) => synthesizer,
        OpenAudio = (_, _) => throw new IOException("no audio device here"),
    };

    public int Run(params string[] arguments) => CommandLine.Run(arguments, Surroundings);

    public void Interrupt() => _interruption.Cancel();

    public void Dispose()
    {
        _interruption.Dispose();
        Folder.Dispose();
    }
}
