using System.CommandLine;

namespace MusicGen.Training.Commands;

/// <summary>The options of every verb that composes: temperature, top-k and nucleus of all fields.</summary>
internal sealed class SamplingChoice
{
    private readonly Option<double> _temperature = new("--temperature") { Description = "Divides logits, 0–4; 0 = always the best.", DefaultValueFactory = _ => 1 };
    private readonly Option<int> _topK = new("--top-k") { Description = "Keep the k best values of each field, 0–1000; 0 = all.", DefaultValueFactory = _ => 0 };
    private readonly Option<double> _topP = new("--top-p") { Description = "Keep the smallest set of values with this mass, 0.01–1.", DefaultValueFactory = _ => 1 };

    public SamplingChoice()
    {
        PrepareCommand.InRange(_temperature, 0, 4);
        PrepareCommand.InRange(_topK, 0, 1000);
        PrepareCommand.InRange(_topP, 0.01, 1);
    }

    public void AddTo(Command command)
    {
        command.Add(_temperature);
        command.Add(_topK);
        command.Add(_topP);
    }

    public SamplingOptions Read(ParseResult parsed, Vocabulary vocabulary) =>
        SamplingOptions.Same(vocabulary, new FieldSampling(parsed.GetValue(_temperature), parsed.GetValue(_topK), parsed.GetValue(_topP)));
}
