using MusicGen.Bindings.LibTorch;
using MusicGen.Bindings.LibTorch.Modules;
using static MusicGen.Bindings.LibTorch.torch;

namespace MusicGen.Bindings.Tests.LibTorch;

[Collection(TorchCollection.Name)]
public sealed class OptimizerTests : IDisposable
{
    private const double Rate = 0.1, Decay = 0.2;

    private readonly string _folder = Directory.CreateTempSubdirectory("torch-optim").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [TorchFact]
    public void AdamWStepsAsComputedByHand()
        => StepsAsComputed(list => optim.AdamW(list, Rate, weight_decay: Decay), (p, g, m, v, t) =>
        {
            m = 0.9 * m + 0.1 * g;
            v = 0.999 * v + 0.001 * g * g;
            var next = p * (1 - Rate * Decay) - Rate * (m / (1 - Math.Pow(0.9, t))) / (Math.Sqrt(v / (1 - Math.Pow(0.999, t))) + 1e-8);
            return (next, m, v);
        });

    [TorchFact]
    public void AdamStepsAsComputedByHand()
        => StepsAsComputed(list => optim.Adam(list, Rate, weight_decay: Decay), (p, g, m, v, t) =>
        {
            g += Decay * p;
            m = 0.9 * m + 0.1 * g;
            v = 0.999 * v + 0.001 * g * g;
            return (p - Rate * (m / (1 - Math.Pow(0.9, t))) / (Math.Sqrt(v / (1 - Math.Pow(0.999, t))) + 1e-8), m, v);
        });

    [TorchFact]
    public void SgdStepsAsComputedByHand()
    {
        StepsAsComputed(list => optim.SGD(list, Rate), (p, g, m, v, t) => (p - Rate * g, m, v));
        StepsAsComputed(list => optim.SGD(list, Rate, momentum: 0.8, dampening: 0.3, weight_decay: Decay), (p, g, m, v, t) =>
        {
            g += Decay * p;
            m = t == 1 ? g : 0.8 * m + 0.7 * g;
            return (p - Rate * m, m, v);
        });
        StepsAsComputed(list => optim.SGD(list, Rate, momentum: 0.8, nesterov: true), (p, g, m, v, t) =>
        {
            m = t == 1 ? g : 0.8 * m + g;
            return (p - Rate * (g + 0.8 * m), m, v);
        });
    }

    [TorchFact]
    public void FusedStepsAgreeWithTensorSteps()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var start = randn([70001]);
        var single = new Parameter(start.clone());
        var wide = new Parameter(start.to(float64));
        using var fused = optim.AdamW([single], Rate, weight_decay: Decay);
        using var plain = optim.AdamW([wide], Rate, weight_decay: Decay);

        for (var step = 0; step < 5; step++)
        {
            var gradient = randn([70001]);
            single.grad = gradient;
            wide.grad = gradient.to(float64);
            fused.step();
            plain.step();
        }

        Assert.True(single.to(float64).allclose(wide, 1e-5, 1e-6));
    }

    [TorchFact]
    public void ResumedOptimisersStepLikeUninterruptedOnes()
    {
        using var scope = NewDisposeScope();
        var path = Path.Combine(_folder, "adamw.dat");
        var whole = new Parameter(ones(3));
        var resumed = new Parameter(ones(3));
        using var first = optim.AdamW([whole], Rate);
        using var before = optim.AdamW([resumed], Rate);
        Step(first, whole, 0.5f);
        Step(before, resumed, 0.5f);
        before.ParamGroups.First().LearningRate = 0.05;
        first.ParamGroups.First().LearningRate = 0.05;
        before.save_state_dict(path);

        using var after = optim.AdamW([resumed], 7);
        after.load_state_dict(path);
        Step(first, whole, -0.25f);
        Step(after, resumed, -0.25f);

        Assert.Equal(0.05, after.ParamGroups.First().LearningRate);
        Assert.Equal(Rate, after.ParamGroups.First().InitialLearningRate);
        Assert.True(whole.equal(resumed));
    }

    [TorchFact]
    public void StateOfAnotherOptimiserIsRefused()
    {
        using var scope = NewDisposeScope();
        var path = Path.Combine(_folder, "state.dat");
        var small = new Parameter(ones(3));
        var large = new Parameter(ones(4));
        using var saved = optim.AdamW([small], Rate);
        Step(saved, small, 1);
        saved.save_state_dict(path);

        using var other = optim.AdamW([large], Rate);
        using var kind = optim.Adam([small], Rate);
        Assert.Throws<ArgumentException>(() => other.load_state_dict(path));
        Assert.Throws<ArgumentException>(() => kind.load_state_dict(path));
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..40]);
        Assert.Throws<EndOfStreamException>(() => saved.load_state_dict(path));
        Assert.Throws<FileNotFoundException>(() => saved.load_state_dict(path + ".none"));
    }

    [TorchFact]
    public void ClippingScalesTheWholeGradientAndReturnsItsNormBefore()
    {
        using var scope = NewDisposeScope();
        var a = new Parameter(zeros(2));
        var b = new Parameter(zeros(1));
        var untouched = new Parameter(zeros(1));
        a.grad = tensor(new float[] { 3, 4 });
        b.grad = tensor(new float[] { 12 });

        Assert.Equal(13, nn.utils.clip_grad_norm_([a, b, untouched], 1.3), 5);

        Assert.Equal(0.4, a.grad!.data<float>()[1], 5);
        Assert.Equal(1.2, b.grad!.data<float>()[0], 5);
        Assert.Equal(1.3, nn.utils.clip_grad_norm_([a, b], 100), 5);
        nn.utils.clip_grad_value_([a, b], 0.35);
        Assert.Equal(0.35f, b.grad!.data<float>()[0]);
    }

    [TorchFact]
    public void GroupsHaveRatesOfTheirOwn()
    {
        using var scope = NewDisposeScope();
        var slow = new Parameter(ones(1));
        var fast = new Parameter(ones(1));
        using var optimizer = optim.SGD([new SGD.ParamGroup([slow], new SGD.Options { LearningRate = 0.1 }), new SGD.ParamGroup([fast])], 1.0);
        slow.grad = ones(1);
        fast.grad = ones(1);

        optimizer.step();

        Assert.Equal(0.9f, slow.item<float>());
        Assert.Equal(0, fast.item<float>());
        Assert.Equal([0.1, 1.0], optimizer.ParamGroups.Select(group => group.LearningRate));
    }

    private static void Step(optim.Optimizer optimizer, Parameter parameter, float slope)
    {
        parameter.grad = full([parameter.NumberOfElements], slope);
        optimizer.step();
    }

    private static void StepsAsComputed(
        Func<IEnumerable<Parameter>, optim.Optimizer> make, Func<double, double, double, double, int, (double, double, double)> byHand)
    {
        using var scope = NewDisposeScope();
        var parameter = new Parameter(tensor(new[] { 1.0 }));
        using var optimizer = make([parameter]);
        double expected = 1, m = 0, v = 0;
        for (var step = 1; step <= 4; step++)
        {
            var slope = 0.3 * step - 0.7;
            parameter.grad = tensor(new[] { slope });
            optimizer.step();
            (expected, m, v) = byHand(expected, slope, m, v, step);
            Assert.Equal(expected, parameter.item<double>(), 12);
        }
    }
}
