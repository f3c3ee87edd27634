using static MusicGen.Bindings.LibTorch.torch;

namespace MusicGen.Bindings.LibTorch.Modules;

/// <summary>Plain gradient descent, with momentum where asked for.</summary>
/// <remarks>Single-threaded.</remarks>
public sealed class SGD : optim.OptimizerHelper
{
    private const int Kind = 2;

    internal SGD(IEnumerable<ParamGroup> groups, double[] defaults)
        : base(Kind, defaults)
    {
        foreach (var group in groups)
        {
            add_param_group(group);
        }
    }

    /// <summary>Settings of one group of an SGD optimiser.</summary>
    public class Options : OptimizerOptions
    {
        public double? momentum { get; set; }

        public double? dampening { get; set; }

        public bool? nesterov { get; set; }

        public bool? maximize { get; set; }
    }

    /// <summary>Parameters with settings of their own within an SGD optimiser.</summary>
    public class ParamGroup : Modules.ParamGroup
    {
        public ParamGroup(IEnumerable<Parameter> parameters, Options? options = null)
            : base(parameters, options ?? new Options())
        {
        }

        internal override void Fill(double[] options)
        {
            base.Fill(options);
            var own = (Options)Options;
            options[optim.OptimizerHelper.Momentum] = own.momentum ??= options[optim.OptimizerHelper.Momentum];
            options[optim.OptimizerHelper.Dampening] = own.dampening ??= options[optim.OptimizerHelper.Dampening];
            options[optim.OptimizerHelper.Nesterov] = (own.nesterov ??= options[optim.OptimizerHelper.Nesterov] != 0) ? 1 : 0;
            options[optim.OptimizerHelper.Maximize] = (own.maximize ??= options[optim.OptimizerHelper.Maximize] != 0) ? 1 : 0;
        }
    }
}
