namespace MusicGen.Bindings.LibTorch;

public static unsafe partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>When a metric counts as better than the best so far.</summary>
            internal sealed class PlateauRule(string mode, double threshold, string thresholdMode)
            {
                private readonly bool _minimum = mode is "min" or "max"
                    ? mode == "min"
                    : throw new ArgumentException($"The mode 'min' or 'max' was expected, found '{mode}'.", nameof(mode));

                private readonly bool _relative = thresholdMode is "rel" or "abs"
                    ? thresholdMode == "rel"
                    : throw new ArgumentException($"The threshold mode 'rel' or 'abs' was expected, found '{thresholdMode}'.", nameof(thresholdMode));

                internal double Worst => _minimum ? double.PositiveInfinity : double.NegativeInfinity;

                internal bool IsBetter(double current, double best)
                {
                    if (double.IsInfinity(best))
                    {
                        return _minimum ? current < best : current > best;
                    }

                    var margin = _relative ? Math.Abs(best) * threshold : threshold;
                    return _minimum ? current < best - margin : current > best + margin;
                }
            }

            /// <summary>Lowers the rate when a metric has stopped getting better.</summary>
            internal sealed class PlateauSchedule : LRScheduler
            {
                private readonly PlateauRule _rule;
                private readonly double _factor;
                private readonly int _patience;
                private readonly int _cooldown;
                private readonly IList<double>? _lowest;
                private readonly double _smallestChange;
                private double _best;
                private int _bad;
                private int _cooling;

                internal PlateauSchedule(Optimizer optimizer, PlateauRule rule, double factor, int patience, int cooldown, IList<double>? lowest, double smallestChange)
                    : base(optimizer, 0)
                {
                    if (factor >= 1)
                    {
                        throw new ArgumentException($"A factor below 1 was expected, found {factor}.", nameof(factor));
                    }

                    _rule = rule;
                    _factor = factor;
                    _patience = patience;
                    _cooldown = cooldown;
                    _lowest = lowest;
                    _smallestChange = smallestChange;
                    _best = rule.Worst;
                }

                /// <exception cref="InvalidOperationException">This schedule needs a metric.</exception>
                public override void step() => throw new InvalidOperationException("ReduceLROnPlateau needs the metric; call step(double).");

                public override void step(int? epoch) => step();

                public override void step(double current, int? epoch = null)
                {
                    _last_epoch = epoch ?? _last_epoch + 1;
                    if (_rule.IsBetter(current, _best))
                    {
                        _best = current;
                        _bad = 0;
                    }
                    else
                    {
                        _bad++;
                    }

                    if (_cooling > 0)
                    {
                        _cooling--;
                        _bad = 0;
                    }

                    if (_bad > _patience)
                    {
                        Apply();
                        _cooling = _cooldown;
                        _bad = 0;
                    }
                }

                internal override void Apply()
                {
                    var index = 0;
                    foreach (var group in _optimizer.ParamGroups)
                    {
                        var floor = _lowest is { Count: > 0 } ? _lowest[Math.Min(index, _lowest.Count - 1)] : 0;
                        var lowered = Math.Max(group.LearningRate * _factor, floor);
                        if (group.LearningRate - lowered > _smallestChange)
                        {
                            group.LearningRate = lowered;
                        }

                        index++;
                    }
                }
            }
        }
    }
}
