namespace MusicGen.Edge.Tests;

public sealed class OptionsFileTests : IDisposable
{
    private readonly Box _box = new();

    public void Dispose() => _box.Dispose();

    [Fact]
    public void EveryValueIsReadAndRelativePathsStartAtTheFile()
    {
        var faults = new List<string>();

        var options = OptionsFile.Read(
            "musicgen.json",
            """
            {
              "model": { "folder": "m", "name": "jazz", "provider": "CPU", "variant": "fp32" },
              "presets": { "folder": "/p" },
              "sound": { "soundFont": "../gm.sf2", "sampleRateHz": 44100, "device": "USB", "periodMilliseconds": 20, "periodCount": 6, "ceilingDecibels": -6, "gain": 0.5 },
              "recordings": { "on": false, "folder": "r", "megabytes": 5, "count": 6, "minutes": 7, "keepMinutes": 8 },
              "midiOut": { "port": "Synth", "clock": true },
              "state": { "folder": "kept" },
              "composing": { "leadTimeSeconds": 1.5 }
            }
            """,
            "/etc/musicgen",
            faults);

        Assert.Empty(faults);
        Assert.Equal(
            new EdgeOptions
            {
                ModelsFolder = "/etc/musicgen/m",
                ModelName = "jazz",
                Provider = ProviderChoice.Cpu,
                Variant = "fp32",
                PresetsFolder = "/p",
                SoundFont = "/etc/gm.sf2",
                SampleRateHz = 44_100,
                AudioDevice = "USB",
                PeriodMilliseconds = 20,
                PeriodCount = 6,
                CeilingDecibels = -6,
                Gain = 0.5,
                Recordings = new RecordingOptions { IsOn = false, Folder = "/etc/musicgen/r", Megabytes = 5, Count = 6, Minutes = 7, KeepMinutes = 8 },
                MidiOut = new MidiOutOptions { Port = "Synth", SendsClock = true },
                StateFolder = "/etc/musicgen/kept",
                LeadTimeSeconds = 1.5,
            },
            options);
    }

    [Fact]
    public void ControllersAreBoundByNumberAndEveryWrongOneIsAFault()
    {
        var faults = new List<string>();

        var options = OptionsFile.Read(
            "musicgen.json",
            """{ "keyboard": { "controllers": { "74": "tempo", "64": "tempo", "x": "tempo", "128": "tempo", "20": "loudness" } } }""",
            "/etc/musicgen",
            faults);

        Assert.Equal([new(74, "tempo")], options.Controllers);
        Assert.Equal(4, faults.Count);
        Assert.StartsWith("musicgen.json: 'keyboard.controllers.64': this controller is a pedal", faults[0]);
        Assert.Contains("the name of a parameter expected (volume, tempo, ", faults[3]);
    }

    [Fact]
    public void EveryFaultIsOneLineAndExitCode78()
    {
        var path = _box.Folder.Write("box.json", """{ "sound": { "sampleRateHz": 22050, "volume": 3 }, "model": { "provider": "1" } }""");

        var exitCode = _box.Run("presets", "--config", path);

        Assert.Equal(ExitCode.Configuration, exitCode);
        Assert.Equal(
            [
                "config: box.json: 'model.provider': auto, cpu, cuda or tensorrt expected, found \"1\"",
                "config: box.json: 'sound.sampleRateHz': 44100 or 48000 expected, found 22050",
                "config: box.json: 'sound.volume': not a known key; known here: soundFont, sampleRateHz, device, periodMilliseconds, periodCount, ceilingDecibels, gain",
            ],
            _box.Error.Trim().Split('\n').Order(StringComparer.Ordinal));
    }

    [Fact]
    public void MissingNamedFileIsAFault()
    {
        Assert.Equal(ExitCode.Configuration, _box.Run("presets", "--config", _box.Folder["none.json"]));

        Assert.Contains($"config: A configuration file expected at '{_box.Folder["none.json"]}', found none", _box.Error);
    }

    [Fact]
    public void FileBesideTheProgramIsReadWithoutBeingNamed()
    {
        _box.Folder.Write("program/musicgen.json", """{ "colour": 1 }""");

        Assert.Equal(ExitCode.Configuration, _box.Run("presets"));
        Assert.Contains("'colour': not a known key", _box.Error);
    }
}
