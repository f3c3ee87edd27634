namespace MusicGen.Core;

/// <summary>A point in the number stream of a <see cref="RandomSource"/>, to go back to; part of a composer's snapshot.</summary>
public readonly record struct RandomState(ulong A, ulong B, ulong C, ulong D);
