namespace MusicGen.Bindings.LibTorch;

public static unsafe partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Sets the learning rates of an optimiser after each of its steps.</summary>
            /// <remarks>Single-threaded.</remarks>
            public abstract class LRScheduler
            {
                internal readonly Optimizer _optimizer;
                internal int _last_epoch;

                internal LRScheduler(Optimizer optimizer, int last_epoch)
                {
                    _optimizer = optimizer;
                    _last_epoch = last_epoch;
                }

                public virtual void step() => step((int?)null);

                public virtual void step(int? epoch)
                {
                    _last_epoch = epoch ?? _last_epoch + 1;
                    Apply();
                }

                /// <exception cref="InvalidOperationException">This schedule does not look at a metric.</exception>
                public virtual void step(double current, int? epoch = null)
                    => throw new InvalidOperationException("This schedule takes no metric; call step() without one.");

                public IEnumerable<double> get_last_lr() => _optimizer.ParamGroups.Select(group => group.LearningRate);

                /// <summary>Sets the rates that belong to the current epoch.</summary>
                internal abstract void Apply();
            }

            /// <summary>A schedule that is a formula of the epoch and the initial rate; so it can be resumed anywhere.</summary>
            internal sealed class FormulaSchedule : LRScheduler
            {
                private readonly Func<int, double, double> _rate;

                internal FormulaSchedule(Optimizer optimizer, int last_epoch, Func<int, double, double> rate)
                    : base(optimizer, last_epoch)
                {
                    _rate = rate;
                    step();
                }

                internal override void Apply()
                {
                    foreach (var group in _optimizer.ParamGroups)
                    {
                        group.LearningRate = _rate(_last_epoch, group.InitialLearningRate);
                    }
                }
            }

            /// <summary>One schedule after the other; each begins anew at its milestone.</summary>
            internal sealed class SequentialSchedule : LRScheduler
            {
                private readonly LRScheduler[] _schedules;
                private readonly int[] _milestones;

                internal SequentialSchedule(Optimizer optimizer, LRScheduler[] schedules, int[] milestones, int last_epoch)
                    : base(optimizer, last_epoch)
                {
                    if (schedules.Length != milestones.Length + 1)
                    {
                        throw new ArgumentException($"{milestones.Length + 1} schedules were expected for {milestones.Length} milestones, found {schedules.Length}.", nameof(schedules));
                    }

                    _schedules = schedules;
                    _milestones = milestones;
                    step();
                }

                internal override void Apply()
                {
                    var current = _milestones.Count(milestone => milestone <= _last_epoch);
                    _schedules[current].step(_last_epoch - (current == 0 ? 0 : _milestones[current - 1]));
                }
            }
        }
    }
}
