namespace MusicGen.Training.Tests;

[Collection(TorchCollection.Name)]
public sealed class StepAttentionTests
{
    [LibTorchFact]
    public void StepsTogetherAreStepsOneByOneAndSeeNeitherWhatComesNorWhatIsTooLongAgo()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        manual_seed(1);
        using var attention = new StepAttention(hidden: 8, steps: 3);
        var x = randn([10, 2, 8]);

        var (whole, memory) = attention.Forward(x, zeros([3, 2, 8]));

        var carried = zeros([3, 2, 8]);
        for (var t = 0; t < 10; t++)
        {
            (var one, carried) = attention.Forward(x.narrow(0, t, 1), carried);
            Assert.Equal(Values(whole.narrow(0, t, 1)), Values(one), new Near());
        }

        Assert.Equal(Values(memory), Values(carried));
        // Step 6 sees steps 3 to 6 and no other.
        foreach (var (changed, isSeen) in new[] { (2, false), (3, true), (6, true), (7, false) })
        {
            var other = x.clone();
            other.narrow(0, changed, 1).fill_(0.5f);
            var (output, _) = attention.Forward(other, zeros([3, 2, 8]));
            Assert.Equal(!isSeen, Values(output.narrow(0, 6, 1)).SequenceEqual(Values(whole.narrow(0, 6, 1)), new Near()));
        }
    }

    private static float[] Values(Tensor tensor) => tensor.contiguous().data<float>().ToArray();

    private sealed class Near : IEqualityComparer<float>
    {
        public bool Equals(float a, float b) => Math.Abs(a - b) < 1e-5;

        public int GetHashCode(float value) => 0;
    }
}
