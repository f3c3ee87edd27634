namespace MusicGen.Edge.Tests;

/// <summary>A box without a person plays with what is left, whatever is at fault.</summary>
public sealed class DegradeTests : IDisposable
{
    private readonly Box _box = new();
    private readonly FakeOutput _device = new();
    private readonly List<string> _opened = [];

    public DegradeTests()
    {
        _box.Folder.Write("any.sf2", "");
        WriteTune("program/Data/tunes/a.mid");
        _box.Surroundings = _box.Surroundings with
        {
            OpenModel = (package, provider, variant, _) =>
            {
                _opened.Add($"{package.Manifest.Name} {variant ?? "-"} {provider}".ToLowerInvariant());
                return new ScriptedModel(package.Vocabulary);
            },
            LoadSynthesizer = (_, _, _) => new SilentSynthesizer(),
            OpenAudio = (_, _) => _device,
        };
    }

    public void Dispose() => _box.Dispose();

    [Fact]
    public void CorruptModelPackageIsReplacedByRecordedTunes()
    {
        CopyTiny("piano", damaged: true);

        Assert.Equal(ExitCode.Done, Run());

        Assert.Contains("SHA-256", _box.Error);
        Assert.Contains("recorded tunes in place of piano", _box.Error);
        Assert.Matches(@"played [1-9]\d* notes", _box.Out);
    }

    [Fact]
    public void AnotherPackageComesBeforeRecordedTunes()
    {
        CopyTiny("piano", damaged: true);
        CopyTiny("small", damaged: false);

        Assert.Equal(ExitCode.Done, Run());

        Assert.Equal(["tiny - cpu"], _opened);
        Assert.Contains("model tiny in place of piano", _box.Error);
    }

    [Fact]
    public void ProviderThatFailsIsFollowedByTheVariantsOnTheCpu()
    {
        CopyTiny("piano", damaged: false);
        _box.Surroundings = _box.Surroundings with
        {
            OpenModel = (package, provider, variant, _) =>
            {
                _opened.Add($"{variant ?? "-"} {provider}".ToLowerInvariant());
                return variant == "fp32" ? new ScriptedModel(package.Vocabulary) : throw new ConfigurationException("the golden vector is off");
            },
        };

        Assert.Equal(ExitCode.Done, Run());

        Assert.Equal(["- auto", "int8 cpu", "fp32 cpu"], _opened);
    }

    [Fact]
    public void EngineThatIsNotThereIsReplacedByRecordedTunes()
    {
        CopyTiny("piano", damaged: false);
        _box.Surroundings = _box.Surroundings with { OpenModel = (_, _, _, _) => throw new DllNotFoundException("no engine") };

        Assert.Equal(ExitCode.Done, Run());

        Assert.Contains("recorded tunes in place of piano", _box.Error);
    }

    [Fact]
    public void SoundFontThatIsGoneIsReplacedByBuiltInTines()
    {
        CopyTiny("piano", damaged: false);
        _box.Folder.Write("machine/usr/share/sounds/sf2/broken.sf2", "no SoundFont");
        _box.Surroundings = _box.Surroundings with { LoadSynthesizer = (path, _, _) => throw SoundFontFinder.Refusal(path, new IOException("garbage")) };

        Assert.Equal(ExitCode.Done, _box.Run("run", "--on-fault", "degrade", "--seconds", "4", "--soundfont", _box.Folder["gone.sf2"]));

        Assert.Contains("found no such file", _box.Error);
        Assert.Contains("built-in tines", _box.Error);
        Assert.True(_device.Peak > 100, "nothing sounded");
    }

    [Fact]
    public void CorruptConfigurationAndPresetAreSaidAndTheBoxPlays()
    {
        CopyTiny("piano", damaged: false);
        _box.Folder.Write("machine/etc/musicgen/musicgen.json", "{ \"sound\": { \"gain\": 99, \"sampleRateHz\": 44100 }, ");
        _box.Folder.Write("program/Data/presets/bad.json", "nonsense");

        Assert.Equal(ExitCode.Done, Run("--preset", "bad"));

        Assert.Contains("musicgen.json: JSON expected", _box.Error);
        Assert.Contains("bad.json: ", _box.Error);
        Assert.Matches(@"played [1-9]\d* notes", _box.Out);
    }

    [Fact]
    public void OneValueAtFaultLeavesTheOthersOfTheConfiguration()
    {
        CopyTiny("piano", damaged: false);
        _box.Folder.Write("machine/etc/musicgen/musicgen.json", "{ \"sound\": { \"gain\": 99, \"sampleRateHz\": 44100 } }");

        Assert.Equal(ExitCode.Done, Run());

        Assert.Contains("gain", _box.Error);
        Assert.Contains("44100 Hz", _box.Error);
    }

    [Fact]
    public void SafeModeTouchesNeitherModelNorSoundFontNorConfiguration()
    {
        CopyTiny("piano", damaged: false);
        _box.Folder.Write("machine/etc/musicgen/musicgen.json", "garbage");
        _box.Surroundings = _box.Surroundings with { LoadSynthesizer = (_, _, _) => throw new InvalidOperationException() };

        Assert.Equal(ExitCode.Done, _box.Run("run", "--on-fault", "safe", "--seconds", "6"));

        Assert.Empty(_opened);
        Assert.DoesNotContain("garbage", _box.Error);
        Assert.True(_device.Peak > 100, "nothing sounded");
    }

    [Fact]
    public void CorruptRecordingIsLeftOut()
    {
        _box.Folder.Write("program/Data/tunes/b.mid", "MThd and then nothing");

        Assert.Equal(ExitCode.Done, _box.Run("run", "--on-fault", "safe", "--seconds", "3"));

        Assert.Contains("recorded tune left out", _box.Error);
    }

    [Fact]
    public void WithoutAnyTuneSafeModeIsAConfigurationFault()
    {
        File.Delete(_box.Folder["program/Data/tunes/a.mid"]);

        Assert.Equal(ExitCode.Configuration, _box.Run("run", "--on-fault", "safe", "--seconds", "3"));

        Assert.Contains("config: Recorded tunes", _box.Error);
    }

    [Fact]
    public void RecordedTunesAreComposedNoteForNoteAndInTurn()
    {
        var codec = new NoteCodec(NoteCodec.CreateVocabulary(TimeBase.Performed));
        Note[] First(int pitch) => [new Note(0, 200, (byte)pitch, 80, 0, 0), new Note(500, 200, (byte)(pitch + 4), 80, 0, 0)];
        using var model = new RecordedTunesModel(codec, [First(60), First(70)], 1);

        Assert.Equal([70, 74, -1, 60, 64, -1, 70], Enumerable.Range(0, 7).Select(_ => Next(model, codec)));
    }

    private static int Next(RecordedTunesModel model, NoteCodec codec)
    {
        model.Forward([]);
        var values = codec.Vocabulary.OutputFields.Select((_, field) => model.Logits(field, []).IndexOf(200f)).ToArray();
        if (values[codec.ShiftField] != codec.EndValue) return values[codec.PitchField];
        model.Reset();
        return -1;
    }

    private int Run(params string[] arguments) =>
        _box.Run(["run", "--on-fault", "degrade", "--seconds", "4", "--soundfont", _box.Folder["any.sf2"], .. arguments]);

    private void CopyTiny(string name, bool damaged)
    {
        var target = Directory.CreateDirectory(_box.Folder[$"program/models/{name}"]).FullName;
        foreach (var file in Directory.EnumerateFiles(Engines.TinyFolder)) File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        if (damaged) File.AppendAllText(Path.Combine(target, "step.int8.onnx"), "damage");
    }

    private void WriteTune(string path)
    {
        var target = _box.Folder[path];
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var notes = Enumerable.Range(0, 32).Select(i => new Note(i * MusicalTime.Ppqn / 2, MusicalTime.Ppqn / 2, (byte)(60 + i % 12), 90, 0, 0)).ToList();
        MidiPieceWriter.Write(new Piece("tune", notes, new PieceTempo([])), target);
    }
}
