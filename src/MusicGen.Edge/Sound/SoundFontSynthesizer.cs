namespace MusicGen.Edge;

/// <summary>
/// The adapter over the SoundFont synthesizer, and the only file that uses it: what the player's notes sound through.
/// </summary>
/// <remarks>Audio thread: no allocation, locks, I/O or logging, once constructed.</remarks>
internal sealed class SoundFontSynthesizer : ISynthesizer
{
    // A piano note of a stereo SoundFont takes two to four voices; with the pedal of a dense passage 128 runs out audibly.
    private const int MaxVoices = 192;
    private const int PitchBendCommand = 0xE0;
    private const int ControlChangeCommand = 0xB0;
    private const int ProgramChangeCommand = 0xC0;

    private readonly Synthesizer _synthesizer;

    private SoundFontSynthesizer(Synthesizer synthesizer) => _synthesizer = synthesizer;

    /// <summary>Loads a SoundFont.</summary>
    /// <param name="soundFontPath">Path of an SF2 file.</param>
    /// <param name="sampleRateHz">Frames a second.</param>
    /// <param name="gain">Loudness, linear; 1 = the package's own.</param>
    /// <exception cref="ConfigurationException">The file is no SoundFont, damaged or not readable.</exception>
    /// <exception cref="DllNotFoundException">The synthesizer's library is not installed; the message names the package.</exception>
    public static SoundFontSynthesizer Load(string soundFontPath, int sampleRateHz, double gain)
    {
        try
        {
            var settings = new SynthesizerSettings(sampleRateHz) { MaximumPolyphony = MaxVoices, EnableReverbAndChorus = true };
            var synthesizer = new Synthesizer(new SoundFont(soundFontPath), settings);
            synthesizer.MasterVolume *= (float)gain;
            return new SoundFontSynthesizer(synthesizer);
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException or IOException or ArgumentException or UnauthorizedAccessException)
        {
            throw SoundFontFinder.Refusal(soundFontPath, e);
        }
    }

    /// <inheritdoc/>
    public void NoteOn(int channel, int pitch, int velocity) => _synthesizer.NoteOn(channel, pitch, velocity);

    /// <inheritdoc/>
    public void NoteOff(int channel, int pitch) => _synthesizer.NoteOff(channel, pitch);

    /// <inheritdoc/>
    public void ControlChange(int channel, int control, int value) =>
        _synthesizer.ProcessMidiMessage(channel, ControlChangeCommand, control, value);

    /// <inheritdoc/>
    public void ProgramChange(int channel, int program) => _synthesizer.ProcessMidiMessage(channel, ProgramChangeCommand, program, 0);

    /// <inheritdoc/>
    public void PitchBend(int channel, int value14) =>
        _synthesizer.ProcessMidiMessage(channel, PitchBendCommand, value14 & 0x7F, value14 >> 7 & 0x7F);

    /// <inheritdoc/>
    public void ReleaseAll() => _synthesizer.NoteOffAll(immediate: false);

    /// <inheritdoc/>
    public void Render(Span<float> left, Span<float> right) => _synthesizer.Render(left, right);
}
