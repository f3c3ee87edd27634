namespace MusicGen.Core;

/// <summary>
/// The border between playing and whatever makes the sound. The player calls it, always on the audio thread, always for
/// whole blocks of <see cref="Player.BlockFrames"/>.
/// </summary>
/// <remarks>Audio thread: no allocation, locks, I/O or logging.</remarks>
public interface ISynthesizer
{
    /// <summary>Begins a note.</summary>
    /// <param name="channel">MIDI channel 0–15.</param>
    /// <param name="pitch">MIDI note number 0–127.</param>
    /// <param name="velocity">1–127.</param>
    void NoteOn(int channel, int pitch, int velocity);

    /// <summary>Lets a note go; it rings out as its sound does.</summary>
    /// <param name="channel">MIDI channel 0–15.</param>
    /// <param name="pitch">MIDI note number 0–127.</param>
    void NoteOff(int channel, int pitch);

    /// <summary>Sets a controller.</summary>
    /// <param name="channel">MIDI channel 0–15.</param>
    /// <param name="control">Controller 0–127.</param>
    /// <param name="value">0–127.</param>
    void ControlChange(int channel, int control, int value);

    /// <summary>Chooses a program.</summary>
    /// <param name="channel">MIDI channel 0–15.</param>
    /// <param name="program">General MIDI program 0–127.</param>
    void ProgramChange(int channel, int program);

    /// <summary>Bends the channel's pitch.</summary>
    /// <param name="channel">MIDI channel 0–15.</param>
    /// <param name="value14">0–16,383; 8,192 = none.</param>
    void PitchBend(int channel, int value14);

    /// <summary>Lets every note of every channel go and lifts the pedals.</summary>
    void ReleaseAll();

    /// <summary>The next frames, overwriting what the spans hold.</summary>
    /// <param name="left">(<see cref="Player.BlockFrames"/>) receives the left samples.</param>
    /// <param name="right">(<see cref="Player.BlockFrames"/>) receives the right samples.</param>
    void Render(Span<float> left, Span<float> right);
}
