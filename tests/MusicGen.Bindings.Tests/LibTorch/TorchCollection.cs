namespace MusicGen.Bindings.Tests.LibTorch;

/// <summary>Keeps the libtorch tests one after the other: they share one random state and one number of threads.</summary>
[CollectionDefinition(Name)]
public sealed class TorchCollection
{
    public const string Name = "libtorch";
}
