namespace MusicGen.Core;

/// <summary>All that knobs can turn, together: what a preset begins with and what <see cref="SteeringParameter"/>s change.</summary>
/// <param name="Steering">Wishes and rules.</param>
/// <param name="Sampling">How each field is drawn.</param>
/// <param name="Loudness">Of the preset against others, 0–4, linear.</param>
/// <param name="Volume">As turned, a factor on the loudness, 0–1.5.</param>
public sealed record Settings(Steering Steering, SamplingOptions Sampling, double Loudness = 1, double Volume = 1);
