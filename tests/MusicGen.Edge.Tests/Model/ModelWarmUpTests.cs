namespace MusicGen.Edge.Tests;

/// <summary>The processor plays at once, the GPU is warmed beside it, and the faster one is kept; here with providers that pretend.</summary>
public sealed class ModelWarmUpTests : IDisposable
{
    private readonly Box _box = new();
    private readonly ManualTime _time = new();
    private readonly List<PretendedModel> _opened = [];
    private readonly List<string> _said = [];
    private readonly ManualResetEventSlim _gpuMayOpen = new(initialState: true);
    private readonly ModelPackage _package = ModelPackage.Load(Engines.TinyFolder);
    private int _cpuMilliseconds = 5, _gpuMilliseconds = 2;
    private Exception? _gpuFault;

    public ModelWarmUpTests() =>
        _box.Surroundings = _box.Surroundings with { OpenModel = Open, FindGpus = () => [ProviderChoice.Cuda], Time = _time };

    public void Dispose()
    {
        _box.Dispose();
        _gpuMayOpen.Dispose();
    }

    [Fact]
    public void ProcessorPlaysWhileTheGpuIsStillOpening()
    {
        _gpuMayOpen.Reset();
        using var model = OpenWarming();

        Step(model, 3);

        Assert.Equal(3, _opened[0].Steps);
        _gpuMayOpen.Set();
        model.WaitUntilWarm();
    }

    [Fact]
    public void FasterGpuTakesOverBetweenTwoNotesWithTheState()
    {
        _gpuMayOpen.Reset();
        using var model = OpenWarming();
        Step(model, 3);
        _gpuMayOpen.Set();
        model.WaitUntilWarm();

        Step(model, 2);

        var gpu = Single(ProviderChoice.Cuda);
        Assert.Equal(3, _opened[0].State);
        Assert.Equal(5, gpu.State);
        Assert.False(gpu.IsDisposed);
        Assert.Contains("model tiny: cuda 2.000 ms per note, cpu 5.000 ms; it takes over", _said);
    }

    [Fact]
    public void SlowerGpuIsClosedAndTheProcessorGoesOn()
    {
        _gpuMilliseconds = 9;
        using var model = OpenWarming();
        model.WaitUntilWarm();

        Step(model, 2);

        Assert.True(Single(ProviderChoice.Cuda).IsDisposed);
        Assert.Equal(2, _opened[0].State);
        Assert.Contains("model tiny: cuda 9.000 ms per note, cpu 5.000 ms; it is not taken", _said);
    }

    [Fact]
    public void GpuThatAnswersItsGoldenVectorWronglyIsSaidAndNotTaken()
    {
        _gpuFault = new ConfigurationException("The golden vector's logits expected, found others.");
        using var model = OpenWarming();
        model.WaitUntilWarm();

        Step(model, 2);

        Assert.Equal(2, _opened[0].State);
        Assert.Contains("The golden vector's logits expected, found others.", _said);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void GpuThatFailsInTheMiddleOfANoteIsFollowedByTheProcessor(bool failsInHead)
    {
        using var model = OpenWarming();
        model.WaitUntilWarm();
        Step(model, 4);
        var gpu = Single(ProviderChoice.Cuda);
        (gpu.FailsInStep, gpu.FailsInHead) = (!failsInHead, failsInHead);

        Step(model, 3);

        Assert.Equal(7, _opened[0].State);
        Assert.True(gpu.IsDisposed);
        Assert.Contains("the faster provider failed, the processor composes on: the driver is gone", _said);
    }

    [Fact]
    public void GpuThatComesAfterTheEndIsClosed()
    {
        _gpuMayOpen.Reset();
        var model = OpenWarming();
        model.Dispose();
        _gpuMayOpen.Set();
        model.WaitUntilWarm();

        Assert.All(_opened, opened => Assert.True(opened.IsDisposed));
    }

    [Fact]
    public void ProviderThatIsAskedForIsTheOneThatPlays()
    {
        using var model = new ModelWarmUp(_box.Surroundings, _said.Add).Open(_package, ProviderChoice.Cuda, null);

        Assert.Equal(ProviderChoice.Cuda, Assert.IsType<PretendedModel>(model).Provider);
    }

    [Fact]
    public void MachineWithoutGpuOpensAsAlways()
    {
        _box.Surroundings = _box.Surroundings with { FindGpus = () => [] };
        using var model = new ModelWarmUp(_box.Surroundings, _said.Add).Open(_package, ProviderChoice.Auto, null);

        Assert.Equal(ProviderChoice.Auto, Assert.IsType<PretendedModel>(model).Provider);
    }

    private static void Step(INoteModel model, int notes)
    {
        for (var note = 0; note < notes; note++)
        {
            model.Forward(new int[model.Vocabulary.InputCount]);
            for (var field = 0; field < model.Vocabulary.OutputFields.Count; field++) model.Logits(field, new int[field]);
        }
    }

    private RelievedNoteModel OpenWarming() =>
        Assert.IsType<RelievedNoteModel>(new ModelWarmUp(_box.Surroundings, _said.Add).Open(_package, ProviderChoice.Auto, null));

    private PretendedModel Single(ProviderChoice provider) => Assert.Single(_opened, model => model.Provider == provider);

    private PretendedModel Open(ModelPackage package, ProviderChoice provider, string? variant, Action<string> say)
    {
        if (provider == ProviderChoice.Cuda)
        {
            _gpuMayOpen.Wait();
            if (_gpuFault is not null) throw _gpuFault;
        }

        // The one that plays takes no time of the clock, which is the warming thread's.
        var cost = provider == ProviderChoice.Cuda ? _gpuMilliseconds : _opened.Count == 0 ? 0 : _cpuMilliseconds;
        var model = new PretendedModel(provider, () => _time.Advance(cost));
        _opened.Add(model);
        return model;
    }

    /// <summary>A model on a provider that there is not: counts its steps as its state.</summary>
    private sealed class PretendedModel(ProviderChoice provider, Action spend) : INoteModel
    {
        private readonly ScriptedModel _scripted = new();

        public ProviderChoice Provider { get; } = provider;

        public int Steps { get; private set; }

        public int State { get; private set; }

        public bool FailsInStep { get; set; }

        public bool FailsInHead { get; set; }

        public bool IsDisposed { get; private set; }

        public Vocabulary Vocabulary => _scripted.Vocabulary;

        public int StateLength => 1;

        public void Reset() => State = 0;

        public void Forward(ReadOnlySpan<int> inputs)
        {
            if (FailsInStep) throw new NotSupportedException("the driver is gone");
            spend();
            Steps++;
            State++;
        }

        public ReadOnlySpan<float> Logits(int field, ReadOnlySpan<int> chosen, ReadOnlySpan<byte> traits = default)
        {
            if (FailsInHead) throw new NotSupportedException("the driver is gone");
            return new float[Vocabulary.OutputFields[field].Size];
        }

        public void SaveState(Span<float> state) => state[0] = State;

        public void LoadState(ReadOnlySpan<float> state) => State = (int)state[0];

        public void Dispose() => IsDisposed = true;
    }
}
