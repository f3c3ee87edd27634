namespace MusicGen.Core;

/// <summary>All that knobs can turn, together: what a preset begins with and what <see cref="SteeringParameter"/>s change.</summary>
/// <param name="Steering">Wishes and rules.</param>
/// <param name="Sampling">How each field is drawn.</param>
/// <param name="Volume">Loudness 0–4, linear.</param>
public sealed record Settings(Steering Steering, SamplingOptions Sampling, double Volume = 1);
