namespace MusicGen.Edge.Tests;

public sealed class DoctorTests : IDisposable
{
    private readonly Box _box = new();

    public DoctorTests()
    {
        CopyTiny("piano");
        _box.Folder.Write("machine/usr/share/sounds/sf2/any.sf2", "");
        _box.Folder.Write("machine/proc/meminfo", "MemTotal: 4000000 kB\nMemAvailable:    2048000 kB\n");
        WriteTune("program/Data/tunes/a.mid");
        _box.Surroundings = _box.Surroundings with
        {
            OpenModel = (package, _, _, log) =>
            {
                log($"model {package.Manifest.Name}: int8 on cpu, golden vector answered");
                return new ScriptedModel(package.Vocabulary);
            },
            LoadSynthesizer = (_, _, _) => new SilentSynthesizer(),
            OpenAudio = (_, _) => new FakeOutput(),
            StateFolder = _box.Folder["state"],
            RaisePriority = () => "audio thread: real time, SCHED_FIFO 40",
        };
    }

    public void Dispose() => _box.Dispose();

    [Fact]
    public void HealthyBoxPlays()
    {
        Assert.Equal(ExitCode.Done, _box.Run("doctor"));

        Assert.Contains("ok     model          model tiny: int8 on cpu, golden vector answered", _box.Out);
        Assert.Contains("ok     audio          fake device takes sound, 48000 Hz", _box.Out);
        Assert.Contains("ok     memory         2000 MB available", _box.Out);
        Assert.Contains("ok     real time", _box.Out);
        Assert.DoesNotContain("WRONG", _box.Out);
        Assert.EndsWith("The box plays.\n", _box.Out);
    }

    [Fact]
    public void WithoutAudioTheBoxCannotBeHeardAndTheExitCodeSaysSo()
    {
        _box.Surroundings = _box.Surroundings with { OpenAudio = (_, _) => throw new IOException("An audio device expected, found none that opens") };

        Assert.Equal(ExitCode.Failed, _box.Run("doctor"));

        Assert.Contains("WRONG  audio          An audio device expected", _box.Out);
        Assert.EndsWith("The box cannot be heard.\n", _box.Out);
    }

    [Fact]
    public void DeviceThatTakesNoSoundIsFound()
    {
        var time = new SteppingTime();
        _box.Surroundings = _box.Surroundings with { OpenAudio = (_, _) => new FakeOutput { IsStuck = true }, Time = time };

        Assert.Equal(ExitCode.Failed, _box.Run("doctor"));

        Assert.Contains("WRONG  audio          fake device opens but takes no sound", _box.Out);
    }

    [Fact]
    public void EachFaultIsALineWithWhatToDoAndTheBoxStillPlays()
    {
        File.AppendAllText(_box.Folder["program/models/piano/step.int8.onnx"], "damage");
        _box.Folder.Write("machine/etc/musicgen/musicgen.json", "{ \"sound\": { \"gain\": 99 } }");
        _box.Folder.Write("program/Data/presets/bad.json", "nonsense");
        _box.Folder.Write("machine/proc/meminfo", "MemAvailable: 10240 kB\n");
        File.Delete(_box.Folder["machine/usr/share/sounds/sf2/any.sf2"]);

        Assert.Equal(ExitCode.Done, _box.Run("doctor"));

        Assert.Contains("WRONG  configuration  musicgen.json: 'sound", _box.Out);
        Assert.Contains("WRONG  model          recorded tunes in place of piano: SHA-256", _box.Out);
        Assert.Contains("publish.sh --model PACKAGE", _box.Out);
        Assert.Contains("WRONG  presets        bad.json: ", _box.Out);
        Assert.Contains("WRONG  SoundFont      A SoundFont", _box.Out);
        Assert.Contains("WRONG  memory         10 MB available", _box.Out);
        Assert.Contains("The box plays; 6 parts are wrong.", _box.Out);
    }

    [Fact]
    public void RunningServiceTellsAboutAudioAndItself()
    {
        _box.Folder.Write("machine/run/musicgen/health", "ready=yes\ndoing=playing evening\nmodel=model piano\naudio=card\nnotes=12\nunderruns=0\nfaults=0\n");
        _box.Surroundings = _box.Surroundings with { OpenAudio = (_, _) => throw new IOException("busy") };

        Assert.Equal(ExitCode.Done, _box.Run("doctor"));

        Assert.Contains("ok     audio          the running service plays on card", _box.Out);
        Assert.Contains("ok     service        playing evening, model piano, 12 notes", _box.Out);
    }

    private void CopyTiny(string name)
    {
        var target = Directory.CreateDirectory(_box.Folder[$"program/models/{name}"]).FullName;
        foreach (var file in Directory.EnumerateFiles(Engines.TinyFolder)) File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
    }

    private void WriteTune(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_box.Folder[path])!);
        var notes = Enumerable.Range(0, 32).Select(i => new Note(i * MusicalTime.Ppqn / 2, MusicalTime.Ppqn / 2, (byte)(60 + i % 12), 90)).ToList();
        MidiPieceWriter.Write(new Piece("tune", notes, new PieceTempo([])), _box.Folder[path]);
    }

    /// <summary>A clock on which a second passes whenever somebody looks.</summary>
    private sealed class SteppingTime : TimeProvider
    {
        private long _seconds;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => _seconds++;
    }
}
