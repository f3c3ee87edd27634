namespace MusicGen.Training;

/// <summary>How <see cref="PackageExporter"/> writes a package.</summary>
public sealed record ExportOptions
{
    /// <summary>The forms of the network to write, best for a CPU first.</summary>
    /// <value>int8, fp16, fp32.</value>
    public IReadOnlyList<NetworkPrecision> Precisions { get; init; } =
        [NetworkPrecision.Int8, NetworkPrecision.Fp16, NetworkPrecision.Fp32];

    /// <summary>Whether a package of this name may be replaced.</summary>
    /// <value>false.</value>
    public bool Force { get; init; }

    /// <summary>Held-out pieces on which the variants are measured against fp32; empty = only the golden vector is checked.</summary>
    /// <value>none.</value>
    public IReadOnlyList<ParityPiece> Pieces { get; init; } = [];
}
