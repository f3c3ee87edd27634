namespace MusicGen.Bindings.LibTorch;

public static unsafe partial class torch
{
    public static partial class optim
    {
        /// <summary>Schedules: how learning rates change over the steps.</summary>
        public static partial class lr_scheduler
        {
            public static LRScheduler StepLR(Optimizer optimizer, int step_size, double gamma = 0.1, int last_epoch = -1, bool verbose = false)
                => new FormulaSchedule(optimizer, last_epoch, (epoch, initial) => initial * Math.Pow(gamma, epoch / step_size));

            public static LRScheduler LambdaLR(Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1, bool verbose = false)
                => new FormulaSchedule(optimizer, last_epoch, (epoch, initial) => initial * lr_lambda(epoch));

            public static LRScheduler MultiStepLR(Optimizer optimizer, IList<int> milestones, double gamma = 0.1, int last_epoch = -1, bool verbose = false)
                => new FormulaSchedule(optimizer, last_epoch, (epoch, initial) => initial * Math.Pow(gamma, milestones.Count(milestone => milestone <= epoch)));

            public static LRScheduler ExponentialLR(Optimizer optimizer, double gamma = 0.1, int last_epoch = -1, bool verbose = false)
                => new FormulaSchedule(optimizer, last_epoch, (epoch, initial) => initial * Math.Pow(gamma, epoch));

            public static LRScheduler ConstantLR(Optimizer optimizer, double factor = 1.0 / 3, int total_iters = 5, int last_epoch = -1, bool verbose = false)
                => new FormulaSchedule(optimizer, last_epoch, (epoch, initial) => epoch < total_iters ? initial * factor : initial);

            public static LRScheduler LinearLR(Optimizer optimizer, double start_factor = 1.0 / 3, double end_factor = 1, int total_iters = 5, int last_epoch = -1, bool verbose = false)
                => new FormulaSchedule(optimizer, last_epoch,
                    (epoch, initial) => initial * (start_factor + (end_factor - start_factor) * Math.Min(epoch, total_iters) / total_iters));

            public static LRScheduler CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false)
                => new FormulaSchedule(optimizer, last_epoch,
                    (epoch, initial) => eta_min + (initial - eta_min) * (1 + Math.Cos(Math.PI * epoch / T_max)) / 2);

            public static LRScheduler SequentialLR(Optimizer optimizer, IEnumerable<LRScheduler> schedulers, IEnumerable<int> milestones, int last_epoch = -1)
                => new SequentialSchedule(optimizer, [.. schedulers], [.. milestones], last_epoch);

            public static LRScheduler ReduceLROnPlateau(Optimizer optimizer, string mode = "min", double factor = 0.1, int patience = 10, double threshold = 0.0001, string threshold_mode = "rel", int cooldown = 0, IList<double>? min_lr = null, double eps = 1E-08, bool verbose = false)
                => new PlateauSchedule(optimizer, new PlateauRule(mode, threshold, threshold_mode), factor, patience, cooldown, min_lr, eps);
        }
    }
}
