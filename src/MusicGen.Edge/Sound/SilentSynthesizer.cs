namespace MusicGen.Edge;

/// <summary>Stands in for the synthesizer where nobody listens: <c>render</c> with only a MIDI file to write.</summary>
internal sealed class SilentSynthesizer : ISynthesizer
{
    /// <inheritdoc/>
    public void NoteOn(int channel, int pitch, int velocity)
    {
    }

    /// <inheritdoc/>
    public void NoteOff(int channel, int pitch)
    {
    }

    /// <inheritdoc/>
    public void ControlChange(int channel, int control, int value)
    {
    }

    /// <inheritdoc/>
    public void ProgramChange(int channel, int program)
    {
    }

    /// <inheritdoc/>
    public void PitchBend(int channel, int value14)
    {
    }

    /// <inheritdoc/>
    public void ReleaseAll()
    {
    }

    /// <inheritdoc/>
    public void Render(Span<float> left, Span<float> right)
    {
        left.Clear();
        right.Clear();
    }
}
