namespace MusicGen.Training.Tests;

/// <summary>
/// Keeps the tests that train one after the other: libtorch's random state, number of threads and precision of products
/// are the process's, and a run beside another would change the other's weights.
/// </summary>
[CollectionDefinition(Name)]
public sealed class TorchCollection
{
    public const string Name = "libtorch";
}
