namespace MusicGen.Bindings.LibTorch.Modules;

/// <summary>How an embedding treats its table.</summary>
internal readonly record struct EmbeddingOptions(long? PaddingIndex, double? MaxNorm, double NormType, bool ScaleByFrequency, bool Sparse);
