namespace MusicGen.Training;

/// <summary>The adapter over the SoundFont synthesizer, and the only file here that uses it: what generated pieces are heard through.</summary>
internal sealed class SoundFontVoice : ISynthesizer
{
    // As loud as the box plays by default, with as many voices.
    private const float Gain = 3;
    private const int MaxVoices = 192;
    private const int PitchBendCommand = 0xE0, ControlChangeCommand = 0xB0, ProgramChangeCommand = 0xC0;

    private readonly Synthesizer _synthesizer;

    /// <exception cref="InvalidDataException">The file is no SoundFont.</exception>
    /// <exception cref="DllNotFoundException">The synthesizer's library is not installed; the message names the package.</exception>
    public SoundFontVoice(string soundFontPath, int sampleRateHz)
    {
        _synthesizer = new Synthesizer(new SoundFont(soundFontPath), new SynthesizerSettings(sampleRateHz) { MaximumPolyphony = MaxVoices, EnableReverbAndChorus = true });
        _synthesizer.MasterVolume *= Gain;
    }

    public void NoteOn(int channel, int pitch, int velocity) => _synthesizer.NoteOn(channel, pitch, velocity);

    public void NoteOff(int channel, int pitch) => _synthesizer.NoteOff(channel, pitch);

    public void ControlChange(int channel, int control, int value) => _synthesizer.ProcessMidiMessage(channel, ControlChangeCommand, control, value);

    public void ProgramChange(int channel, int program) => _synthesizer.ProcessMidiMessage(channel, ProgramChangeCommand, program, 0);

    public void PitchBend(int channel, int value14) => _synthesizer.ProcessMidiMessage(channel, PitchBendCommand, value14 & 0x7F, value14 >> 7 & 0x7F);

    public void ReleaseAll() => _synthesizer.NoteOffAll(immediate: false);

    public void Render(Span<float> left, Span<float> right) => _synthesizer.Render(left, right);
}
