namespace MusicGen.Training;

/// <summary>The forms in which <see cref="PackageExporter"/> writes a network.</summary>
public enum NetworkPrecision
{
    /// <summary>32-bit floats throughout: the reference, and plan B on a GPU.</summary>
    Fp32,

    /// <summary>Weights int8 per output channel, activations quantised at run time: for a CPU (no GPU runs these operators).</summary>
    Int8,

    /// <summary>Weights int8 per output channel in the file, unfolded to fp16 at load, computed in fp16: for a GPU.</summary>
    Fp16,
}
