namespace MusicGen.Bindings.FluidSynth;

/// <summary>Something that makes stereo audio: the synthesizer, or what stands between it and the output.</summary>
public interface IAudioRenderer
{
    /// <summary>Fills both spans with the next frames; they must be of one length.</summary>
    void Render(Span<float> left, Span<float> right);
}
