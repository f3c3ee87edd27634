namespace MusicGen.Training;

/// <summary>
/// Dropout drawn from a generator of the caller's: libtorch's own draws from one generator for all threads, so that
/// workers side by side would not give the same model twice.
/// </summary>
/// <param name="share">Share dropped, 0–0.9.</param>
/// <param name="random">null: nothing is dropped.</param>
internal readonly struct SeededDropout(double share, Generator? random)
{
    public Tensor Apply(Tensor x)
    {
        if (random is null || share == 0) return x;
        using var mask = rand(x.shape, device: x.device, generator: random).ge_(share).mul_(1 / (1 - share));
        return x * mask;
    }
}
