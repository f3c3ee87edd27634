using static MusicGen.Bindings.LibTorch.torch;

namespace MusicGen.Bindings.LibTorch.Modules;

/// <summary>Adaptive moments; weight decay is part of the gradient.</summary>
/// <remarks>Single-threaded.</remarks>
public sealed class Adam : optim.OptimizerHelper
{
    private const int Kind = 0;

    internal Adam(IEnumerable<ParamGroup> groups, double[] defaults)
        : base(Kind, defaults)
    {
        foreach (var group in groups)
        {
            add_param_group(group);
        }
    }

    /// <summary>Settings of one group of an Adam optimiser.</summary>
    public class Options : OptimizerOptions
    {
        public double? beta1 { get; set; }

        public double? beta2 { get; set; }

        public double? eps { get; set; }

        public bool? amsgrad { get; set; }

        public bool? maximize { get; set; }
    }

    /// <summary>Parameters with settings of their own within an Adam optimiser.</summary>
    public class ParamGroup : Modules.ParamGroup
    {
        public ParamGroup(IEnumerable<Parameter> parameters, Options options)
            : base(parameters, options)
        {
        }

        public ParamGroup(IEnumerable<Parameter> parameters, double lr = 1E-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1E-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
            : this(parameters, new Options { LearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay, amsgrad = amsgrad, maximize = maximize })
        {
        }

        internal override void Fill(double[] options)
        {
            base.Fill(options);
            var own = (Options)Options;
            options[optim.OptimizerHelper.Beta1] = own.beta1 ??= options[optim.OptimizerHelper.Beta1];
            options[optim.OptimizerHelper.Beta2] = own.beta2 ??= options[optim.OptimizerHelper.Beta2];
            options[optim.OptimizerHelper.Epsilon] = own.eps ??= options[optim.OptimizerHelper.Epsilon];
            options[optim.OptimizerHelper.AmsGrad] = (own.amsgrad ??= options[optim.OptimizerHelper.AmsGrad] != 0) ? 1 : 0;
            options[optim.OptimizerHelper.Maximize] = (own.maximize ??= options[optim.OptimizerHelper.Maximize] != 0) ? 1 : 0;
        }
    }
}
