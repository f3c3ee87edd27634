namespace MusicGen.Edge;

/// <summary>
/// What one performance is made of: configuration, preset, model and the composer's options, resolved from a request in
/// the order command line, preset, model's manifest.
/// </summary>
internal sealed class MusicSetup : IDisposable
{
    private ModelShelf? _ownShelf;

    private MusicSetup(EdgeOptions options, Preset preset, ModelPackage package, INoteModel model)
    {
        Options = options;
        Preset = preset;
        Package = package;
        Model = model;
    }

    /// <summary>The configuration.</summary>
    public EdgeOptions Options { get; }

    /// <summary>What is played.</summary>
    public Preset Preset { get; }

    /// <summary>The model's package.</summary>
    public ModelPackage Package { get; }

    /// <summary>The model, ready to be stepped.</summary>
    public INoteModel Model { get; }

    /// <summary>Sampling, steering and instrument.</summary>
    public required ComposerOptions Composing { get; init; }

    /// <summary>Start of the random numbers.</summary>
    public required long RandomSeed { get; init; }

    /// <summary>The phrase to continue, as the model sees it; empty without one.</summary>
    public IReadOnlyList<Note> Seed { get; init; } = [];

    /// <summary>Path of the SoundFont asked for, or null for the distribution's.</summary>
    public string? SoundFont { get; init; }

    /// <summary>What composes, for people: "model piano", or what stands in its place.</summary>
    public required string ModelDescription { get; init; }

    /// <summary>Resolves a request and opens its model.</summary>
    /// <exception cref="UsageException">The command line asks for something that there is not.</exception>
    /// <exception cref="ConfigurationException">A file or the installation is at fault.</exception>
    public static MusicSetup Prepare(MusicRequest request, Surroundings surroundings)
    {
        var options = OptionsFile.Load(request.ConfigPath, surroundings);
        var preset = request.PresetName is null
            ? Preset.Plain
            : PresetCatalog.Load(Places.Presets(request.PresetsFolder, options, surroundings)).Find(request.PresetName);
        var shelf = new ModelShelf(request, options, new FaultTolerance(FaultResponse.Stop, _ => { }), surroundings);
        try
        {
            var setup = Of(request, options, preset, shelf);
            setup._ownShelf = shelf;
            return setup;
        }
        catch
        {
            shelf.Dispose();
            throw;
        }
    }

    /// <summary>Resolves a request for one preset.</summary>
    /// <param name="request">The command line.</param>
    /// <param name="options">The configuration.</param>
    /// <param name="preset">The preset.</param>
    /// <param name="shelf">Opens the model, and stays the caller's to dispose.</param>
    /// <inheritdoc cref="Prepare" path="/exception"/>
    public static MusicSetup Of(MusicRequest request, EdgeOptions options, Preset preset, ModelShelf shelf)
    {
        var (package, model, description, _) = shelf.Open(preset.Model);
        var steering = SteeringOf(request.Steering.Over(preset.Steering)) with { Instruments = InstrumentsOf(package, preset) };
        return new MusicSetup(options, preset, package, model)
        {
            Composing = new ComposerOptions
            {
                Sampling = SamplingOf(package, preset, request.Sampling),
                Steering = steering,
                Program = (byte)(request.Program ?? preset.Program ?? package.Manifest.Program),
                FamilyPrograms = ProgramsOf(package, preset),
                Bpm = preset.Bpm ?? package.Manifest.Bpm,
                MetreNumerator = preset.Metre.Numerator,
                MetreDenominator = preset.Metre.Denominator,
                IsLoopGuarded = request.IsLoopGuarded,
                Grams = package.Grams,
            },
            RandomSeed = request.RandomSeed ?? Random.Shared.NextInt64(1, int.MaxValue),
            Seed = SeedReader.Read(request.SeedPath ?? preset.SeedPath, package.Codec, isAsked: request.SeedPath is not null),
            SoundFont = request.SoundFont ?? options.SoundFont,
            ModelDescription = description,
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _ownShelf?.Dispose();

    private static Steering SteeringOf(SteeringValues values)
    {
        var none = Steering.None;
        var steering = none with
        {
            Density = values.Density ?? none.Density,
            Register = values.Register ?? none.Register,
            Dynamics = values.Dynamics ?? none.Dynamics,
            Polyphony = values.Polyphony ?? none.Polyphony,
            Key = values.Key ?? values.Scale?.Key ?? none.Key,
            Collection = values.Collection ?? none.Collection,
            PitchClasses = values.Scale?.PitchClasses ?? none.PitchClasses,
            LowestPitch = values.LowestPitch ?? none.LowestPitch,
            HighestPitch = values.HighestPitch ?? none.HighestPitch,
            TempoFactor = values.Tempo ?? none.TempoFactor,
            VelocityFactor = values.Velocity ?? none.VelocityFactor,
            MaxPolyphony = values.MaxPolyphony ?? none.MaxPolyphony,
            MaxNoteSeconds = values.MaxNoteSeconds ?? none.MaxNoteSeconds,
        };
        try
        {
            steering.Check();
            return steering;
        }
        catch (ArgumentException e)
        {
            throw new UsageException(e.Message);
        }
    }

    // Families that the model was never taught could be masked in: what a preset names is asked of models that have instruments only.
    private static int InstrumentsOf(ModelPackage package, Preset preset) =>
        package.Codec.InstrumentField < 0 || preset.Instruments is not { } families
            ? Steering.AllInstruments
            : families.Keys.Aggregate(0, (mask, family) => mask | 1 << family);

    private static IReadOnlyList<int> ProgramsOf(ModelPackage package, Preset preset)
    {
        if (preset.Instruments is not { } families) return package.Manifest.FamilyPrograms;
        int[] programs = package.Manifest.FamilyPrograms.Count > 0
            ? [.. package.Manifest.FamilyPrograms]
            : [.. Enumerable.Range(0, NoteCodec.DrumsInstrument).Select(family => family * 8)];
        foreach (var (family, program) in families)
            if (family < programs.Length) programs[family] = program;
        return programs;
    }

    private static SamplingOptions SamplingOf(ModelPackage package, Preset preset, FieldValues asked)
    {
        var sampling = SamplingOptions.From(package.Vocabulary, package.Manifest.Sampling);
        foreach (var field in package.Vocabulary.OutputFields)
        {
            var ofField = preset.FieldSampling.GetValueOrDefault(field.Name, new FieldValues());
            var values = asked.Over(ofField).Over(preset.Sampling);
            var own = sampling.Of(field.Name);
            sampling = sampling.With(
                field.Name, new FieldSampling(values.Temperature ?? own.Temperature, values.TopK ?? own.TopK, values.TopP ?? own.TopP));
        }

        return sampling;
    }
}
