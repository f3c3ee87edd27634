namespace MusicGen.Bindings.LibTorch.Modules;

/// <summary>Settings of one parameter group; what is not set comes from the optimiser.</summary>
public class OptimizerOptions
{
    public double? LearningRate { get; set; }

    public double InitialLearningRate { get; set; }

    public double? weight_decay { get; set; }
}
