namespace MusicGen.Edge.Tests;

[Collection(OpenAlCollection.Name)]
public sealed class RunTests : IDisposable
{
    private readonly Box _box = new();
    private readonly FakeOutput _device = new();

    public RunTests()
    {
        _box.Folder.Write("any.sf2", "");
        _box.Surroundings = _box.Surroundings with
        {
            OpenModel = (package, _, _, _) => new ScriptedModel(package.Vocabulary),
            LoadSynthesizer = (_, _, _) => new SilentSynthesizer(),
            OpenAudio = (_, _) => _device,
        };
    }

    public void Dispose() => _box.Dispose();

    [Fact]
    public void FinitePerformanceEndsByItselfWithExitCodeZero()
    {
        Assert.Equal(ExitCode.Done, Run("--seconds", "4"));

        Assert.True(_device.IsDisposed);
        Assert.InRange(_device.QueuedPeriods, 400, int.MaxValue);
        Assert.Matches(@"played \d+ notes in", _box.Out);
        Assert.Contains("on fake device, 48000 Hz, 4 x 448 frames", _box.Error);
    }

    [Fact]
    public void InterruptedEndlessPerformanceEndsGracefullyWithExitCodeZero()
    {
        _box.Interrupt();

        Assert.Equal(ExitCode.Done, Run());

        Assert.True(_device.IsDisposed);
    }

    [Fact]
    public void NoAudioDeviceIsOneSentenceAndExitCodeOneWhereRequired()
    {
        _box.Surroundings = _box.Surroundings with { OpenAudio = (_, _) => throw new IOException("An audio device expected, found none") };

        Assert.Equal(ExitCode.Failed, Run("--require-audio"));

        Assert.Contains("musicgen: An audio device expected, found none", _box.Error);
    }

    [Fact]
    public void WithoutAudioDeviceTheBoxGoesOnComposing()
    {
        _box.Surroundings = _box.Surroundings with { OpenAudio = (_, _) => throw new IOException("An audio device expected, found none") };

        Assert.Equal(ExitCode.Done, Run("--seconds", "1"));

        Assert.Contains("musicgen: An audio device expected, found none", _box.Error);
        Assert.Contains("it goes on composing without sound", _box.Error);
        Assert.Matches(@"played \d+ notes in", _box.Out);
    }

    [Fact]
    public void EventLogThatCannotBeWrittenIsOneSentence()
    {
        Assert.Equal(ExitCode.Usage, Run("--seconds", "1", "--log", _box.Folder["absent/log.jsonl"]));
        Assert.Equal(ExitCode.Usage, Run("--seconds", "1", "--log", _box.Folder["machine"]));

        Assert.Contains($"musicgen: --log: a file that can be written expected at '{_box.Folder["absent/log.jsonl"]}', found: ", _box.Error);
        Assert.Contains("found: a folder of that name; name a file", _box.Error);
    }

    [Fact]
    public void MissingSoundFontIsAConfigurationFault()
    {
        var exitCode = _box.Run("run", "--model", Engines.TinyFolder, "--soundfont", _box.Folder["none.sf2"]);

        Assert.Equal(ExitCode.Configuration, exitCode);
        Assert.Contains("config: A SoundFont expected at", _box.Error);
    }

    [Fact]
    public void ModelThatFailsWhilePlayingEndsTheBoxWithExitCodeOne()
    {
        _box.Surroundings = _box.Surroundings with { OpenModel = (package, _, _, _) => new FailingModel(package.Vocabulary, afterSteps: 5) };

        Assert.Equal(ExitCode.Failed, Run());

        Assert.Contains("musicgen: composing stopped: the engine is gone", _box.Error);
    }

    [EngineFact(Needs.Model | Needs.Sound | Needs.NullAudio)]
    public void RealEnginesPlayThroughTheNullDevice()
    {
        _box.Surroundings = _box.Surroundings with
        {
            OpenModel = ModelOpener.Open,
            LoadSynthesizer = SoundFontSynthesizer.Load,
            OpenAudio = (name, format) => new OpenAlOutput(name, format),
        };

        Assert.Equal(ExitCode.Done, _box.Run("run", "--model", Engines.TinyFolder, "--soundfont", Engines.SoundFontPath!, "--seconds", "2", "--require-audio"));

        Assert.Contains("on No Output", _box.Error);
        Assert.Matches(@"played \d+ notes in [2-9]\.\d s", _box.Out);
    }

    private int Run(params string[] arguments) =>
        _box.Run(["run", "--model", Engines.TinyFolder, "--soundfont", _box.Folder["any.sf2"], .. arguments]);

    /// <summary>A model whose engine goes away.</summary>
    private sealed class FailingModel(Vocabulary vocabulary, int afterSteps) : INoteModel
    {
        private readonly ScriptedModel _model = new(vocabulary);
        private int _steps;

        public Vocabulary Vocabulary => _model.Vocabulary;

        public int StateLength => _model.StateLength;

        public void Reset() => _model.Reset();

        public void Forward(ReadOnlySpan<int> inputs)
        {
            if (_steps++ >= afterSteps) throw new InvalidOperationException("the engine is gone");
            _model.Forward(inputs);
        }

        public ReadOnlySpan<float> Logits(int field, ReadOnlySpan<int> chosen, ReadOnlySpan<byte> traits = default) => _model.Logits(field, chosen, traits);

        public void SaveState(Span<float> state) => _model.SaveState(state);

        public void LoadState(ReadOnlySpan<float> state) => _model.LoadState(state);

        public void Dispose() => _model.Dispose();
    }
}
