namespace MusicGen.Edge;

/// <summary>What runs the model: a choice of the command line or of <c>musicgen.json</c>.</summary>
internal enum ProviderChoice
{
    /// <summary>All that are there are tried and timed; the fastest that computes rightly is taken. The running box begins on the processor meanwhile.</summary>
    Auto,

    /// <summary>The processor.</summary>
    Cpu,

    /// <summary>An NVIDIA GPU through CUDA.</summary>
    Cuda,

    /// <summary>An NVIDIA GPU through TensorRT.</summary>
    TensorRt,
}
