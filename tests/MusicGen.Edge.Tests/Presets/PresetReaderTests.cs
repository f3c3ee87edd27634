namespace MusicGen.Edge.Tests;

public sealed class PresetReaderTests
{
    [Fact]
    public void EveryValueIsRead()
    {
        var faults = new List<string>();

        var preset = PresetReader.Read(
            "/presets/calm.json",
            """
            {
              // a comment
              "name": "calm", "title": "Calm", "description": "Slow.", "model": "piano", "program": 19, "volume": 0.5,
              "sampling": { "temperature": 0.9, "topK": 7, "topP": 0.5, "fields": { "pitch": { "temperature": 0 } } },
              "steering": {
                "density": 1, "register": 2, "dynamics": 3, "polyphony": 4, "scale": "A minor", "lowestPitch": 30, "highestPitch": 90,
                "tempo": 0.5, "velocity": 0.8, "maxPolyphony": 5, "maxNoteSeconds": 2.5,
              },
            }
            """,
            faults);

        Assert.Empty(faults);
        Assert.Equal(("calm", "Calm", "Slow.", "piano", 19), (preset.Name, preset.Title, preset.Description, preset.Model, preset.Program!.Value));
        Assert.Equal(0.5, preset.Volume);
        Assert.Equal(new FieldValues { Temperature = 0.9, TopK = 7, TopP = 0.5 }, preset.Sampling);
        Assert.Equal(new FieldValues { Temperature = 0 }, preset.FieldSampling["pitch"]);
        Assert.Equal(
            new SteeringValues
            {
                Density = 1,
                Register = 2,
                Dynamics = 3,
                Polyphony = 4,
                Scale = preset.Steering.Scale,
                LowestPitch = 30,
                HighestPitch = 90,
                Tempo = 0.5,
                Velocity = 0.8,
                MaxPolyphony = 5,
                MaxNoteSeconds = 2.5,
            },
            preset.Steering);
        Assert.Equal(new[] { 9, 11, 0, 2, 4, 5, 6, 7, 8 }.Sum(pitchClass => 1 << pitchClass), preset.Steering.Scale!.PitchClasses);
    }

    [Fact]
    public void MetreTempoKeyCollectionAndInstrumentsAreRead()
    {
        var faults = new List<string>();

        var preset = PresetReader.Read(
            "/presets/waltz.json",
            """
            {
              "name": "waltz", "title": "Waltz", "metre": "3/4", "bpm": 96, "instruments": { "piano": 0, "reed": 73, "drums": 0 },
              "steering": { "key": "F# minor", "collection": 2 }
            }
            """,
            faults);

        Assert.Empty(faults);
        Assert.Equal(new MetreChange(0, 3, 4), preset.Metre);
        Assert.Equal(96, preset.Bpm);
        Assert.Equal(new Dictionary<int, int> { [0] = 0, [8] = 73, [16] = 0 }, preset.Instruments);
        Assert.Equal((Controls.KeyValue(6, isMinor: true), 2), (preset.Steering.Key, preset.Steering.Collection));
    }

    [Theory]
    [InlineData("""{ "name": "bad", "title": "T", "metre": "3/5" }""", "bad.json: 'metre': beats and their note value expected, for example \"3/4\" or \"6/8\", found \"3/5\"")]
    [InlineData("""{ "name": "bad", "title": "T", "instruments": { "piano": 0, "kazoo": 1 } }""", "bad.json: 'instruments.kazoo': not a known key; known here: piano, chromatic-percussion, organ, guitar, bass, strings, ensemble, brass, reed, pipe, lead, pad, effects, ethnic, percussive, sound-effects, drums")]
    [InlineData("""{ "name": "bad", "title": "T", "steering": { "key": "D dorian" } }""", "bad.json: 'steering.key': a tonic and major or minor expected (for example \"D minor\"), found \"D dorian\"")]
    [InlineData("""{ "title": "T" }""", "bad.json: 'name': a text expected, found nothing; add the key")]
    [InlineData("""{ "name": "other", "title": "T" }""", "bad.json: 'name': \"bad\" expected as the file is called, found \"other\"; rename one of them")]
    [InlineData("""{ "name": "bad", "title": 7 }""", "bad.json: 'title': a text expected, found 7")]
    [InlineData("""{ "name": "bad", "title": "T", "tempo": 1 }""", "bad.json: 'tempo': not a known key; known here: $schema, name, title, description, model, program, mode, volume, seed, bpm, metre, instruments, sampling, steering")]
    [InlineData("""{ "name": "bad", "title": "T", "program": 128 }""", "bad.json: 'program': a whole number from 0 to 127 expected, found 128")]
    [InlineData("""{ "name": "bad", "title": "T", "program": "piano" }""", "bad.json: 'program': a whole number from 0 to 127 expected, found the text \"piano\"")]
    [InlineData("""{ "name": "bad", "title": "T", "sampling": [] }""", "bad.json: 'sampling': an object expected, found a list")]
    [InlineData("""{ "name": "bad", "title": "T", "sampling": { "temprature": 1 } }""", "bad.json: 'sampling.temprature': not a known key; known here: temperature, topK, topP, fields")]
    [InlineData("""{ "name": "bad", "title": "T", "sampling": { "fields": { "tone": {} } } }""", "bad.json: 'sampling.fields.tone': not a known key; known here: shift, instrument, pitch, duration, velocity, event, step, gap, pitchclass, octave, length, class")]
    [InlineData("""{ "name": "bad", "title": "T", "steering": { "density": 13 } }""", "bad.json: 'steering.density': a number from 0 to 12 expected, found 13")]
    [InlineData("""{ "name": "bad", "title": "T", "steering": { "tempo": 0 } }""", "bad.json: 'steering.tempo': a number from 0.25 to 4 expected, found 0")]
    [InlineData("""{ "name": "bad", "title": "T", "steering": { "lowestPitch": 60, "highestPitch": 66 } }""", "bad.json: 'steering.highestPitch': at least an octave above lowestPitch (60) expected, found 66")]
    [InlineData("[]", "bad.json: an object expected, found a list")]
    public void FaultSaysWhatWasExpectedAndFound(string text, string fault)
    {
        var faults = new List<string>();

        PresetReader.Read("/presets/bad.json", text, faults);

        Assert.Equal([fault], faults);
    }

    [Fact]
    public void AllFaultsOfAFileAreReportedAtOnce()
    {
        var faults = new List<string>();

        PresetReader.Read("/presets/bad.json", """{ "name": "bad", "steering": { "scale": "H", "tempo": "fast" }, "colour": 1 }""", faults);

        Assert.Equal(4, faults.Count);
    }

    [Theory]
    [InlineData("""{ "name": """)]
    [InlineData("""{ "name": "bad", "name": "bad", "title": "T" }""")]
    [InlineData("")]
    public void TextThatIsNoJsonIsOneFault(string text)
    {
        var faults = new List<string>();

        PresetReader.Read("/presets/bad.json", text, faults);

        Assert.StartsWith("bad.json: JSON expected, found something else", Assert.Single(faults));
    }

    [Fact]
    public void MissingSeedIsAFaultWithItsPath()
    {
        var faults = new List<string>();

        PresetReader.Read("/presets/bad.json", """{ "name": "bad", "title": "T", "seed": "seeds/none.mid" }""", faults);

        Assert.Contains("a MIDI file expected at '/presets/seeds/none.mid', found none", Assert.Single(faults));
    }
}
