namespace MusicGen.Edge.Tests;

public sealed class RenderTests : IDisposable
{
    private readonly Box _box = new();

    public void Dispose() => _box.Dispose();

    [EngineFact(Needs.Model)]
    public void SameArgumentsModelAndSeedGiveTheSameMidiBytes()
    {
        foreach (var (name, seed) in new[] { ("a", "7"), ("b", "7"), ("c", "8") })
        {
            Assert.Equal(ExitCode.Done, _box.Run("render", "--model", Engines.TinyFolder, "--seconds", "60", "--tempo", "4", "--random-seed", seed, "-o", _box.Folder[$"{name}.mid"]));
        }

        var bytes = File.ReadAllBytes(_box.Folder["a.mid"]);
        Assert.True(Notes("a.mid").Count > 10);
        Assert.Equal(bytes, File.ReadAllBytes(_box.Folder["b.mid"]));
        // The title says the random seed; the notes must differ too.
        Assert.NotEqual(Notes("a.mid"), Notes("c.mid"));
    }

    [EngineFact(Needs.Model | Needs.Sound)]
    public void MidiIsTheSameWithAndWithoutSound()
    {
        Render("--random-seed", "3", "--seconds", "10", "-o", _box.Folder["silent.mid"]);
        Render("--random-seed", "3", "--seconds", "10", "--soundfont", Engines.SoundFontPath!, "-o", _box.Folder["heard.mid"], "-o", _box.Folder["heard.wav"]);

        Assert.Equal(File.ReadAllBytes(_box.Folder["silent.mid"]), File.ReadAllBytes(_box.Folder["heard.mid"]));

        void Render(params string[] arguments) =>
            Assert.Equal(ExitCode.Done, _box.Run(["render", "--model", Engines.TinyFolder, .. arguments]));
    }

    [EngineFact(Needs.Model)]
    public void ScaleRangeProgramAndPresetHoldForEveryNote()
    {
        _box.Folder.Write("program/Data/presets/x.json", """{ "name": "x", "title": "X", "program": 19, "steering": { "scale": "D dorian", "lowestPitch": 48, "highestPitch": 72 } }""");

        Assert.Equal(ExitCode.Done, _box.Run("render", "--preset", "x", "--model", Engines.TinyFolder, "--seconds", "30", "--random-seed", "1", "--highest-pitch", "70", "-o", _box.Folder["a.mid"]));

        Scale.TryParse("D dorian", out var scale);
        Assert.All(Notes("a.mid"), note =>
        {
            Assert.Equal(19, note.Program);
            Assert.InRange(note.Pitch, 48, 70);
            Assert.NotEqual(0, scale.PitchClasses >> note.Pitch % 12 & 1);
        });
    }

    [Fact]
    public void SheetMusicHasTheMetreAndTheKeyAskedFor()
    {
        Script();

        Assert.Equal(ExitCode.Done, _box.Run("render", "--model", Engines.TinyFolder, "--seconds", "20", "--metre", "3/4", "--key", "D minor", "-o", _box.Folder["a.musicxml"]));

        var score = File.ReadAllText(_box.Folder["a.musicxml"]);
        Assert.Matches(@"<beats>3</beats>\s*<beat-type>4</beat-type>", score);
        Assert.Contains("<fifths>-1</fifths>", score);
        Assert.Contains("<mode>minor</mode>", score);
        Assert.Contains("a.musicxml  sheet music", _box.Out);
    }

    [Theory]
    [InlineData("3")]
    [InlineData("3/5")]
    [InlineData("0/4")]
    public void AMetreThatIsNoneIsAUsageError(string metre)
    {
        Assert.Equal(ExitCode.Usage, _box.Run("render", "--metre", metre, "-o", _box.Folder["a.musicxml"]));

        Assert.Contains("--metre", _box.Error);
    }

    [Fact]
    public void MidiAloneNeedsNoSoundFont()
    {
        Script();

        Assert.Equal(ExitCode.Done, _box.Run("render", "--model", Engines.TinyFolder, "--seconds", "5", "-o", _box.Folder["a.mid"]));

        Assert.Equal([0.5, 1, 1.5, 2, 2.5, 3, 3.5], Notes("a.mid").Select(n => n.OnsetTicks / 1000.0).Take(7));
        Assert.All(Notes("a.mid"), n => Assert.InRange(n.EndTicks, 0, 4000));
        Assert.Contains("a.mid", _box.Out);
    }

    [Fact]
    public void MissingSoundFontNamesThePackageToInstall()
    {
        Script();

        var exitCode = _box.Run("render", "--model", Engines.TinyFolder, "--seconds", "5", "-o", _box.Folder["a.wav"]);

        Assert.Equal(ExitCode.Configuration, exitCode);
        Assert.Contains("config: A SoundFont, *.sf2 or *.sf3, expected under /usr/share/sounds", _box.Error);
        Assert.Contains("apt install", _box.Error);
        Assert.Empty(Directory.GetFiles(_box.Folder.Root));
    }

    [EngineFact(Needs.Sound)]
    public void FileThatIsNoSoundFontIsRefusedWithItsName()
    {
        Script();
        var wrong = _box.Folder.Write("wrong/wrong.sf2", "RIFF and nothing else");

        var exitCode = _box.Run("render", "--model", Engines.TinyFolder, "--soundfont", wrong, "-o", _box.Folder["a.wav"]);

        Assert.Equal(ExitCode.Configuration, exitCode);
        Assert.Contains($"config: A SoundFont expected at '{wrong}', found something else", _box.Error);
    }

    [EngineFact(Needs.Sound)]
    public void WavIsAsLongAsAskedNeitherSilentNorClippedAndEndsInSilence()
    {
        var wav = RenderScripted(seconds: 12);

        Assert.Equal(12, wav.Seconds, 3);
        Assert.InRange(wav.Peak, 1000, 32000);
        Assert.InRange(wav.Energy(11.9, 0.1), 0, 1e-6);
    }

    [EngineFact(Needs.Sound)]
    public void NotesInTheWavAreThoseOfTheMidi()
    {
        var wav = RenderScripted(seconds: 12);

        var notes = Notes("tune.mid");
        Assert.True(notes.Count >= 15);
        foreach (var note in notes)
        {
            var onset = note.OnsetTicks / 1000.0;
            // The fade covers the last seconds.
            if (onset > 7.5) continue;
            Assert.True(wav.Energy(onset + 0.01, 0.05) > 4 * wav.Energy(onset - 0.06, 0.05), $"an onset at {onset} s");
            var own = wav.PitchEnergy(note.Pitch, onset + 0.02, 0.2);
            Assert.True(own > 4 * wav.PitchEnergy(note.Pitch + 1, onset + 0.02, 0.2), $"pitch {note.Pitch} at {onset} s, not a semitone above");
            Assert.True(own > 4 * wav.PitchEnergy(note.Pitch - 1, onset + 0.02, 0.2), $"pitch {note.Pitch} at {onset} s, not a semitone below");
        }
    }

    [Fact]
    public void SeedIsContinuedAndHeardUnlessLeftOut()
    {
        Script();
        var seed = Seed([(0, 50), (250, 52), (500, 53)]);

        Assert.Equal(ExitCode.Done, _box.Run("render", "--model", Engines.TinyFolder, "--seconds", "6", "--seed", seed, "-o", _box.Folder["with.mid"]));
        Assert.Equal(ExitCode.Done, _box.Run("render", "--model", Engines.TinyFolder, "--seconds", "6", "--seed", seed, "--no-seed-in-output", "-o", _box.Folder["without.mid"]));

        // The scripted model has taken three steps when the continuation begins.
        Assert.Equal([50, 52, 53, ScriptedModel.PitchOf(3), ScriptedModel.PitchOf(4)], Notes("with.mid").Take(5).Select(n => (int)n.Pitch));
        Assert.Equal([0, 250, 500, 1000], Notes("with.mid").Take(4).Select(n => n.OnsetTicks));
        Assert.Equal([ScriptedModel.PitchOf(3), ScriptedModel.PitchOf(4)], Notes("without.mid").Take(2).Select(n => (int)n.Pitch));
        Assert.Equal(500, Notes("without.mid")[0].OnsetTicks);
    }

    [Theory]
    [InlineData("nothing.mid", null)]
    [InlineData("text.mid", "no MIDI at all")]
    public void SeedThatIsNoMidiFileIsOneSentence(string name, string? text)
    {
        Script();
        if (text is not null) _box.Folder.Write(name, text);

        var exitCode = _box.Run("render", "--model", Engines.TinyFolder, "--seed", _box.Folder[name], "-o", _box.Folder["a.mid"]);

        Assert.Equal(ExitCode.Usage, exitCode);
        Assert.Contains($"A MIDI file with a phrase expected at '{_box.Folder[name]}'", _box.Error);
    }

    [Theory]
    [InlineData("tune.mp3", "A file name ending in .wav, .mid, .musicxml or, for a visit, .jsonl expected for --out")]
    [InlineData("tune", "A file name ending in .wav, .mid, .musicxml or, for a visit, .jsonl expected for --out")]
    public void OtherFileNamesSayWhatIsSupported(string name, string sentence)
    {
        Assert.Equal(ExitCode.Usage, _box.Run("render", "-o", name));

        Assert.Contains(sentence, _box.Error);
    }

    [Fact]
    public void InterruptedRenderingLeavesNoFileAndExitCode130()
    {
        Script();
        _box.Interrupt();

        Assert.Equal(ExitCode.Interrupted, _box.Run("render", "--model", Engines.TinyFolder, "-o", _box.Folder["a.mid"]));

        Assert.Empty(Directory.GetFiles(_box.Folder.Root));
        Assert.Contains("interrupted", _box.Error);
    }

    [Fact]
    public void PlaceThatCannotBeWrittenIsAFailureWithItsName()
    {
        Script();
        _box.Folder.Write("file", "in the way");

        var exitCode = _box.Run("render", "--model", Engines.TinyFolder, "-o", _box.Folder["file/a.mid"]);

        Assert.Equal(ExitCode.Failed, exitCode);
        Assert.Contains($"Cannot write '{_box.Folder["file/a.mid"]}'", _box.Error);
    }

    [Fact]
    public void ScaleThatLeavesNothingToPlayIsRefused()
    {
        Script();

        var exitCode = _box.Run("render", "--model", Engines.TinyFolder, "--scale", "C pentatonic", "--lowest-pitch", "61", "--highest-pitch", "61", "-o", _box.Folder["a.mid"]);

        Assert.Equal(ExitCode.Usage, exitCode);
        Assert.Contains("widen the range or the scale", _box.Error);
    }

    private void Script() => _box.Surroundings = _box.Surroundings with { OpenModel = (package, _, _, _) => new ScriptedModel(package.Vocabulary) };

    private IReadOnlyList<Note> Notes(string name) => new MidiPieceReader().Read(_box.Folder[name]).Piece.Notes;

    private string Seed((int Milliseconds, byte Pitch)[] notes)
    {
        var path = _box.Folder["phrase.mid"];
        MidiPieceWriter.Write(new Piece("phrase", notes.Select(n => new Note(n.Milliseconds, 200, n.Pitch, 80)), PieceTempo.Performed), path);
        return path;
    }

    private WavFile RenderScripted(int seconds)
    {
        Script();
        Assert.Equal(ExitCode.Done, _box.Run(
            "render", "--model", Engines.TinyFolder, "--seconds", $"{seconds}", "--soundfont", Engines.SoundFontPath!,
            "-o", _box.Folder["tune.wav"], "-o", _box.Folder["tune.mid"]));
        return new WavFile(_box.Folder["tune.wav"]);
    }
}
