using System.CommandLine;

namespace MusicGen.Training.Commands;

/// <summary>The options of every verb that composes: temperature, top-k and nucleus of all fields.</summary>
internal sealed class SamplingChoice
{
    private readonly Option<double?> _temperature = new("--temperature") { Description = "Divides logits, 0–4; 0 = always the best. Default: as a package says, else 1." };
    private readonly Option<int?> _topK = new("--top-k") { Description = "Keep the k best values of each field, 0–1000; 0 = all. Default: as a package says, else 0." };
    private readonly Option<double?> _topP = new("--top-p") { Description = "Keep the smallest set of values with this mass, 0.01–1. Default: as a package says, else 1." };

    public SamplingChoice()
    {
        TrainCommand.InRangeIfGiven(_temperature, 0, 4);
        TrainCommand.InRangeIfGiven(_topK, 0, 1000);
        TrainCommand.InRangeIfGiven(_topP, 0.01, 1);
    }

    public void AddTo(Command command)
    {
        command.Add(_temperature);
        command.Add(_topK);
        command.Add(_topP);
    }

    /// <summary>What is given, for all fields; what is not, as the box draws from this model.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="vocabulary">The model's vocabulary.</param>
    /// <param name="habits">What a package says; null = nothing.</param>
    public SamplingOptions Read(ParseResult parsed, Vocabulary vocabulary, SamplingOptions? habits)
    {
        var options = habits ?? SamplingOptions.Same(vocabulary, new FieldSampling(1, 0, 1));
        foreach (var field in vocabulary.OutputFields)
        {
            var own = options.Of(field.Name);
            options = options.With(field.Name, new FieldSampling(
                parsed.GetValue(_temperature) ?? own.Temperature, parsed.GetValue(_topK) ?? own.TopK, parsed.GetValue(_topP) ?? own.TopP));
        }

        return options;
    }
}
