using MusicGen.Bindings.LibTorch.Modules;

namespace MusicGen.Bindings.LibTorch;

public static unsafe partial class torch
{
    /// <summary>Optimisers: what turns gradients into new parameters.</summary>
    public static partial class optim
    {
        public static Adam Adam(IEnumerable<Parameter> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1E-08, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
            => new([new Adam.ParamGroup(parameters, new Adam.Options())], AdamDefaults(lr, beta1, beta2, eps, weight_decay, amsgrad, maximize));

        public static Adam Adam(IEnumerable<Adam.ParamGroup> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1E-08, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
            => new(parameters, AdamDefaults(lr, beta1, beta2, eps, weight_decay, amsgrad, maximize));

        public static AdamW AdamW(IEnumerable<Parameter> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1E-08, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
            => new([new AdamW.ParamGroup(parameters, new AdamW.Options())], AdamDefaults(lr, beta1, beta2, eps, weight_decay, amsgrad, maximize));

        public static AdamW AdamW(IEnumerable<AdamW.ParamGroup> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1E-08, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
            => new(parameters, AdamDefaults(lr, beta1, beta2, eps, weight_decay, amsgrad, maximize));

        public static SGD SGD(IEnumerable<Parameter> parameters, double learningRate, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
            => new([new SGD.ParamGroup(parameters)], SgdDefaults(learningRate, momentum, dampening, weight_decay, nesterov, maximize));

        public static SGD SGD(IEnumerable<SGD.ParamGroup> parameters, double learningRate, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
            => new(parameters, SgdDefaults(learningRate, momentum, dampening, weight_decay, nesterov, maximize));

        private static double[] AdamDefaults(double lr, double beta1, double beta2, double eps, double decay, bool amsgrad, bool maximize)
        {
            var options = new double[OptimizerHelper.OptionCount];
            options[OptimizerHelper.Rate] = lr;
            options[OptimizerHelper.Beta1] = beta1;
            options[OptimizerHelper.Beta2] = beta2;
            options[OptimizerHelper.Epsilon] = eps;
            options[OptimizerHelper.Decay] = decay;
            options[OptimizerHelper.AmsGrad] = amsgrad ? 1 : 0;
            options[OptimizerHelper.Maximize] = maximize ? 1 : 0;
            return options;
        }

        private static double[] SgdDefaults(double rate, double momentum, double dampening, double decay, bool nesterov, bool maximize)
        {
            if (nesterov && (momentum <= 0 || dampening != 0))
            {
                throw new ArgumentException("Nesterov momentum requires a momentum and zero dampening.");
            }

            var options = new double[OptimizerHelper.OptionCount];
            options[OptimizerHelper.Rate] = rate;
            options[OptimizerHelper.Momentum] = momentum;
            options[OptimizerHelper.Dampening] = dampening;
            options[OptimizerHelper.Decay] = decay;
            options[OptimizerHelper.Nesterov] = nesterov ? 1 : 0;
            options[OptimizerHelper.Maximize] = maximize ? 1 : 0;
            return options;
        }

        /// <summary>What a schedule may change of one group of parameters.</summary>
        public interface ILearningRateController
        {
            double LearningRate { get; set; }

            double InitialLearningRate { get; set; }
        }
    }
}
