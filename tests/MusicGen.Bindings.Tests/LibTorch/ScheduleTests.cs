using MusicGen.Bindings.LibTorch;
using MusicGen.Bindings.LibTorch.Modules;
using static MusicGen.Bindings.LibTorch.torch;
using static MusicGen.Bindings.LibTorch.torch.optim;

namespace MusicGen.Bindings.Tests.LibTorch;

[Collection(TorchCollection.Name)]
public sealed class ScheduleTests
{
    [TorchFact]
    public void FormulaSchedulesFollowTheirFormulas()
    {
        Follows(optimizer => lr_scheduler.StepLR(optimizer, 2, 0.1), 1, 1, 0.1, 0.1, 0.01);
        Follows(optimizer => lr_scheduler.LambdaLR(optimizer, epoch => epoch + 1), 1, 2, 3, 4, 5);
        Follows(optimizer => lr_scheduler.MultiStepLR(optimizer, [1, 3], 0.5), 1, 0.5, 0.5, 0.25, 0.25);
        Follows(optimizer => lr_scheduler.ExponentialLR(optimizer, 0.5), 1, 0.5, 0.25, 0.125, 0.0625);
        Follows(optimizer => lr_scheduler.ConstantLR(optimizer, 0.5, 2), 0.5, 0.5, 1, 1, 1);
        Follows(optimizer => lr_scheduler.LinearLR(optimizer, 0.5, 1, 4), 0.5, 0.625, 0.75, 0.875, 1);
        Follows(optimizer => lr_scheduler.CosineAnnealingLR(optimizer, 4, 0.2), 1, 0.2 + 0.4 * (1 + Math.Sqrt(0.5)), 0.6, 0.2 + 0.4 * (1 - Math.Sqrt(0.5)), 0.2);
    }

    [TorchFact]
    public void WarmUpThenCosineComesFromASequence()
        => Follows(
            optimizer => lr_scheduler.SequentialLR(
                optimizer, [lr_scheduler.LinearLR(optimizer, 0.5, 1, 2), lr_scheduler.CosineAnnealingLR(optimizer, 2)], [2]),
            0.5, 0.75, 1, 0.5, 0);

    [TorchFact]
    public void PlateauLowersTheRateAfterItsPatience()
    {
        using var parameter = new Parameter(ones(1));
        using var optimizer = SGD([parameter], 1.0);
        var schedule = lr_scheduler.ReduceLROnPlateau(optimizer, factor: 0.5, patience: 1);

        Assert.Equal(1.0, After(3.0));
        Assert.Equal(1.0, After(2.0));
        Assert.Equal(1.0, After(2.0));
        Assert.Equal(0.5, After(2.0));
        Assert.Equal(0.5, After(1.0));
        Assert.Throws<InvalidOperationException>(() => schedule.step());

        double After(double metric)
        {
            schedule.step(metric);
            return schedule.get_last_lr().Single();
        }
    }

    private static void Follows(Func<Optimizer, lr_scheduler.LRScheduler> make, params double[] rates)
    {
        using var parameter = new Parameter(ones(1));
        using var optimizer = SGD([parameter], 1.0);
        var schedule = make(optimizer);
        foreach (var rate in rates)
        {
            Assert.Equal(rate, optimizer.ParamGroups.First().LearningRate, 12);
            schedule.step();
        }
    }
}
