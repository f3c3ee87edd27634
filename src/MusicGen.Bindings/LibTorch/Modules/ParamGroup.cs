using static MusicGen.Bindings.LibTorch.torch;

namespace MusicGen.Bindings.LibTorch.Modules;

/// <summary>Parameters that share one learning rate and the other settings of their optimiser.</summary>
public class ParamGroup : optim.ILearningRateController
{
    private optim.OptimizerHelper? _owner;
    private int _index;
    private double _rate;

    public ParamGroup(IEnumerable<Parameter> parameters, OptimizerOptions? options = null)
    {
        Parameters = [.. parameters];
        Options = options ?? new OptimizerOptions();
    }

    public IEnumerable<Parameter> Parameters { get; set; }

    public OptimizerOptions Options { get; set; }

    public double LearningRate
    {
        get => _rate;
        set
        {
            _rate = value;
            Options.LearningRate = value;
            _owner?.Set(_index, optim.OptimizerHelper.Rate, value);
        }
    }

    public double InitialLearningRate { get; set; }

    /// <summary>The settings that this group has of its own; not a number where the optimiser's count.</summary>
    internal virtual void Fill(double[] options)
    {
        if (Options.LearningRate is { } rate)
        {
            options[optim.OptimizerHelper.Rate] = rate;
        }

        if (Options.weight_decay is { } decay)
        {
            options[optim.OptimizerHelper.Decay] = decay;
        }
    }

    internal void Join(optim.OptimizerHelper owner, int index, double[] options)
    {
        _owner = owner;
        _index = index;
        _rate = options[optim.OptimizerHelper.Rate];
        InitialLearningRate = _rate;
        Options.LearningRate = _rate;
        Options.InitialLearningRate = _rate;
        Options.weight_decay = options[optim.OptimizerHelper.Decay];
    }
}
