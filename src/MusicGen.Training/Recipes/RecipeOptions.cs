namespace MusicGen.Training;

/// <summary>
/// What makes one recipe differ from another: representation, network and optimiser settings. A recipe is a named value
/// of this type; the trainer is the same for all. Written into every checkpoint.
/// </summary>
public sealed record RecipeOptions
{
    /// <summary>Name on the command line.</summary>
    public required string Name { get; init; }

    /// <summary>How music is written for the network, one of <see cref="RepresentationNames"/>.</summary>
    public string Representation { get; init; } = RepresentationNames.Notes;

    /// <summary>Fields predicted as numbers by mean squared error instead of as choices, with ',' between their names.</summary>
    public string Numbers { get; init; } = "";

    /// <summary>Whether each field's head sees the fields already chosen; otherwise all see the recurrent state only.</summary>
    public bool ConditionsFields { get; init; } = true;

    /// <summary>Whether pitches further back and the key so far are inputs, and pitches also predicted by their distance from these.</summary>
    public bool PitchMemory { get; init; }

    /// <summary>Whether it is an input how long notes still sound, and onsets and ends are also predicted by their distance from these ends.</summary>
    public bool SoundingMemory { get; init; }

    /// <summary>Whether it is an input how a place heard before goes on, in this key or another, and fields are also predicted by their distance from that.</summary>
    public bool MatchMemory { get; init; }

    /// <summary>Whether values have traits, so that each is also predicted by what its key did last and by where notes end.</summary>
    public bool KeyboardMemory { get; init; }

    /// <summary>Whether state goes on from one iteration to the next as in playing; otherwise each window begins anew.</summary>
    public bool CarriesState { get; init; } = true;

    /// <summary>
    /// Whether what the source system's representation lacks is there too: ends of pieces; velocities with steps; octaves, chords, rests and velocities
    /// with pitch classes. Fields then see those chosen before them.
    /// </summary>
    public bool IsMended { get; init; }

    /// <summary>Whether the representation of steps has velocities.</summary>
    public bool IsVelocityModelled { get; init; }

    /// <summary>Classes of the joint representation, found in the training pieces.</summary>
    public string JointClasses { get; init; } = "";

    /// <summary>What the cells of time fields are.</summary>
    public TimeBase TimeBase { get; init; } = TimeBase.Performed;

    /// <summary>Whether notes carry an instrument field.</summary>
    public bool Instruments { get; init; }

    /// <summary>Whether the model has control inputs.</summary>
    public bool Controls { get; init; } = true;

    /// <summary>Whether key and mode are a control input.</summary>
    public bool KeyControl { get; init; }

    /// <summary>Whether the collection that a piece comes from is a control input.</summary>
    public bool CollectionControl { get; init; }

    /// <summary>Rows before the current one that attention after the first layer looks back upon, 0–1024; 0 = no attention.</summary>
    public int AttentionSteps { get; init; }

    /// <summary>LSTM layers, 1–4.</summary>
    public int Layers { get; init; } = 2;

    /// <summary>Hidden size of each layer, 16–2048.</summary>
    public int HiddenSize { get; init; } = 512;

    /// <summary>Width of one embedding, 4–512.</summary>
    public int EmbeddingSize { get; init; } = 64;

    /// <summary>Width of one head's features, 8–1024.</summary>
    public int HeadSize { get; init; } = 256;

    /// <summary>Whether layers after the first add their input to their output.</summary>
    public bool Residual { get; init; }

    /// <summary>Share of features dropped between layers and before heads, 0–0.9.</summary>
    public double Dropout { get; init; } = 0.1;

    /// <summary>Parallel streams of music in one iteration. Few: on a CPU many small steps learn more from the same notes than few large ones.</summary>
    public int BatchSize { get; init; } = 12;

    /// <summary>Notes of each stream in one iteration: the reach of back-propagation.</summary>
    public int SequenceLength { get; init; } = 64;

    /// <summary>Highest learning rate of the schedule.</summary>
    public double LearningRate { get; init; } = 2e-3;

    /// <summary>Iterations over which the rate rises from 0.</summary>
    public int WarmUpIterations { get; init; } = 100;

    /// <summary>Weight decay of AdamW.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>Largest norm of the gradient.</summary>
    public double ClipNorm { get; init; } = 1.0;

    /// <summary>Share of readings that are not varied at all, so that the keys, tempi and loudness that music is written in stay the likely ones.</summary>
    public double PlainShare { get; init; }

    /// <summary>Share of readings in which matches are not told: who is always told how the music went on before forgets how to go on alone.</summary>
    public double MatchesHiddenShare { get; init; }

    /// <summary>Transposition drawn from −N…N semitones per reading of a piece.</summary>
    public int TransposeSemitones { get; init; } = 6;

    /// <summary>Tempo drawn from 1 ± this share per reading of a piece; performed time base only.</summary>
    public double TempoShare { get; init; } = 0.1;

    /// <summary>Where density is said, tempo is drawn from 1/this … this instead, so that slow and fast music is met too; performed time base only.</summary>
    public double SteeredTempoFactor { get; init; } = 1;

    /// <summary>Velocity shifted by −N…N per reading of a piece.</summary>
    public int VelocityShift { get; init; } = 8;

    /// <summary>Share of readings in which no control is said at all; in the others each is said with probability ½.</summary>
    public double ControlsAbsentShare { get; init; } = 0.6;

    /// <summary>The vocabulary of this recipe.</summary>
    public Vocabulary CreateVocabulary() => MusicGen.Training.Representation.Of(this).Vocabulary;

    /// <summary>(F) which fields are predicted as numbers.</summary>
    public bool[] NumberFields(Vocabulary vocabulary)
    {
        var names = Numbers.Split(',');
        return [.. vocabulary.OutputFields.Select(field => names.Contains(field.Name))];
    }

    /// <summary>This recipe for a dataset: a representation that depends on the music is fixed here.</summary>
    internal RecipeOptions For(Dataset dataset) => Representation == RepresentationNames.Joint && JointClasses.Length == 0
        ? this with { JointClasses = JointRepresentation.Collect(dataset.Pieces(Split.Train)) }
        : this;

    /// <summary>The named recipes.</summary>
    public static IReadOnlyDictionary<string, RecipeOptions> All { get; } = new RecipeOptions[]
    {
        new() { Name = "note", PitchMemory = true, SoundingMemory = true, MatchMemory = true, KeyboardMemory = true, PlainShare = 0.5, KeyControl = true, CollectionControl = true, SteeredTempoFactor = 2 },
        new() { Name = "note-metric", PitchMemory = true, SoundingMemory = true, MatchMemory = true, KeyboardMemory = true, PlainShare = 0.5, TimeBase = TimeBase.Metric, KeyControl = true, CollectionControl = true },
        new()
        {
            Name = "performance-events", Representation = RepresentationNames.Events, Controls = false, Layers = 3, HiddenSize = 512, EmbeddingSize = 128,
            SequenceLength = 256, BatchSize = 4,
        },
        new()
        {
            Name = "pitch-step-duration", Representation = RepresentationNames.Steps, Numbers = "step,duration", ConditionsFields = false, Controls = false,
            Layers = 1, HiddenSize = 128, HeadSize = 128, SequenceLength = 25, CarriesState = false, Dropout = 0, WeightDecay = 0, TransposeSemitones = 0,
            TempoShare = 0, VelocityShift = 0, LearningRate = 5e-3,
        },
        new()
        {
            Name = "regression", Representation = RepresentationNames.Steps, Numbers = "pitch,step,duration,velocity", IsVelocityModelled = true,
            ConditionsFields = false, Controls = false, Layers = 2, HiddenSize = 128, HeadSize = 64, SequenceLength = 50, CarriesState = false, Dropout = 0,
            WeightDecay = 0, TransposeSemitones = 0, TempoShare = 0, VelocityShift = 0,
        },
        new()
        {
            Name = "pitchclass-duration", Representation = RepresentationNames.Classes, ConditionsFields = false, Controls = false, TimeBase = TimeBase.Metric,
            Layers = 1, HiddenSize = 256, HeadSize = 128, EmbeddingSize = 32, SequenceLength = 32, CarriesState = false, TransposeSemitones = 0,
        },
        new()
        {
            Name = "joint", Representation = RepresentationNames.Joint, Controls = false, TimeBase = TimeBase.Metric, Layers = 3, HiddenSize = 256,
            EmbeddingSize = 100, SequenceLength = 10, CarriesState = false, Dropout = 0.3, TransposeSemitones = 0, VelocityShift = 0,
        },
        new()
        {
            Name = "pianoroll-attention", Representation = RepresentationNames.Roll, ConditionsFields = false, Controls = false, AttentionSteps = 48, Residual = true,
            Layers = 2, HiddenSize = 256, EmbeddingSize = 4, HeadSize = 8, SequenceLength = 96, BatchSize = 16, CarriesState = false, Dropout = 0.2,
            TransposeSemitones = 0, TempoShare = 0, VelocityShift = 0,
        },
    }.ToDictionary(recipe => recipe.Name);
}
