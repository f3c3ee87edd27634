using MusicGen.Bindings.LibTorch;
using static MusicGen.Bindings.LibTorch.torch;

namespace MusicGen.Bindings.Tests.LibTorch;

[Collection(TorchCollection.Name)]
public sealed class ModuleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("torch-modules").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [TorchFact]
    public void StateIsNamedAfterTheFieldsInTheirOrderAndIsLive()
    {
        using var net = new TinyNet();

        Assert.Equal(
            ["scale", "table.weight", "memory.weight_ih_l0", "memory.weight_hh_l0", "memory.bias_ih_l0", "memory.bias_hh_l0", "norm.weight", "norm.bias", "head.weight", "head.bias"],
            net.state_dict().Keys);
        Assert.Equal(9, net.parameters().Count());
        net.state_dict()["head.bias"].bytes.Clear();
        Assert.All(net.head.bias!.data<float>().ToArray(), value => Assert.Equal(0, value));
    }

    [TorchFact]
    public void ModulesOutliveTheScopeTheyAreMadeIn()
    {
        TinyNet net;
        using (NewDisposeScope())
        {
            net = new TinyNet();
        }

        Assert.All(net.parameters(), parameter => Assert.False(parameter.IsInvalid));
        net.Dispose();
        Assert.True(net.head.weight.IsInvalid);
    }

    [TorchFact]
    public void SavedModulesComeBackBitForBit()
    {
        manual_seed(1);
        using var saved = new TinyNet();
        using var loaded = new TinyNet();
        var path = Path.Combine(_folder, "net.dat");

        saved.save(path);
        loaded.load(path);

        foreach (var (name, tensor) in saved.state_dict())
        {
            Assert.True(tensor.equal(loaded.state_dict()[name]), name);
        }
    }

    [TorchFact]
    public void SavedBytesAreThePackagesFormat()
    {
        using var head = nn.Linear(2, 1, hasBias: false);
        using var stream = new MemoryStream();
        head.weight.bytes.Clear();

        head.save(stream);

        // One entry: "weight", Float32 (6), rank 2, sizes 1 and 2, eight bytes.
        Assert.Equal([1, 6, (byte)'w', (byte)'e', (byte)'i', (byte)'g', (byte)'h', (byte)'t', 6, 2, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0], stream.ToArray());
    }

    [TorchFact]
    public void FilesThatDoNotFitAreRefused()
    {
        using var net = new TinyNet();
        using var other = nn.Linear(3, 4);
        using var larger = nn.Linear(3, 5);
        using var norm = nn.LayerNorm(4);
        var path = Path.Combine(_folder, "net.dat");

        Assert.Throws<FileNotFoundException>(() => net.load(path));
        other.save(path);
        Assert.Throws<ArgumentException>(() => net.load(path));
        Assert.Throws<ArgumentException>(() => larger.load(path));
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..30]);
        Assert.Throws<EndOfStreamException>(() => other.load(path));
        File.WriteAllBytes(path, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]);
        Assert.Throws<ArgumentException>(() => other.load(path));
        Assert.Throws<InvalidOperationException>(() => net.load_state_dict(other.state_dict()));
        Assert.Throws<ArgumentException>(() => larger.load_state_dict(other.state_dict()));
        var (missing, unexpected) = norm.load_state_dict(new() { ["weight"] = norm.weight!, ["extra"] = norm.bias! }, strict: false);
        Assert.Equal(["bias"], missing);
        Assert.Equal(["extra"], unexpected);
    }

    [TorchFact]
    public void MovingToAnotherTypeKeepsTheParametersThemselves()
    {
        using var scope = NewDisposeScope();
        using var net = new TinyNet();
        var weight = net.head.weight;

        Assert.Same(net, net.to(float64));

        Assert.Same(weight, net.head.weight);
        Assert.Equal(float64, weight.dtype);
        Assert.True(weight.requires_grad);
        net.Loss(randint(11, [2, 5])).backward();
        Assert.Equal(float64, weight.grad!.dtype);
    }

    [TorchFact]
    public void TrainAndEvalReachEveryPart()
    {
        using var net = new TinyNet();

        net.eval();
        Assert.False(net.drop.training);
        net.train();
        Assert.True(net.drop.training);
        Assert.Equal(5, net.modules().Count());
    }

    [TorchFact]
    public void AThousandTrainingStepsLeaveNoTensorBehind()
    {
        manual_seed(2);
        using var net = new TinyNet();
        using var optimizer = optim.AdamW(net.parameters(), 1e-3);
        using var symbols = randint(11, [2, 5]);
        DisposeScopeManager.Statistics.Reset();

        for (var step = 0; step < 1000; step++)
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            net.Loss(symbols).backward();
            nn.utils.clip_grad_norm_(net.parameters(), 1.0);
            optimizer.step();
        }

        Assert.Equal(0, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Assert.Equal(0, DisposeScopeManager.Statistics.CreatedOutsideScopeCount);
    }

    [TorchFact]
    public void ScopesReleaseAllButWhatIsMovedOut()
    {
        Tensor kept, detached, gone, outerGone;
        using (var outer = NewDisposeScope())
        {
            outerGone = ones(1);
            using (var inner = NewDisposeScope())
            {
                gone = ones(1);
                kept = ones(1).MoveToOuterDisposeScope();
                detached = ones(1).DetachFromDisposeScope();
                Assert.Equal(1, inner.DisposablesCount);
            }

            Assert.Equal(2, outer.DisposablesCount);
            Assert.True(gone.IsInvalid);
            Assert.False(kept.IsInvalid);
            outer.DisposeEverythingBut(kept);
            Assert.True(outerGone.IsInvalid);
            Assert.False(kept.IsInvalid);
        }

        Assert.True(kept.IsInvalid);
        Assert.False(detached.IsInvalid);
        detached.Dispose();
    }

    [TorchFact]
    public void TrainingIsTheSameUnderTheSameSeed()
    {
        Assert.Equal(LossAfterTraining(), LossAfterTraining());
    }

    private static float LossAfterTraining()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        using var net = new TinyNet();
        using var optimizer = optim.AdamW(net.parameters(), 1e-2, weight_decay: 0.01);
        var symbols = arange(44).remainder(11).reshape(4, 11);
        var last = float.NaN;
        for (var step = 0; step < 60; step++)
        {
            using var inner = NewDisposeScope();
            optimizer.zero_grad();
            var loss = net.Loss(symbols);
            loss.backward();
            optimizer.step();
            last = loss.item<float>();
        }

        Assert.InRange(last, 0, 1);
        return last;
    }
}
