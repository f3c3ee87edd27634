using MusicGen.Bindings.FluidSynth.Native;

namespace MusicGen.Bindings.FluidSynth;

/// <summary>
/// Turns notes and controllers into stereo audio with the instruments of a <see cref="SoundFont"/>: last but one on the way from
/// the player to the output.
/// </summary>
/// <remarks>
/// Audio thread: no allocation, locks, I/O or logging, once constructed. Single-threaded: one thread at a time.
/// Whatever is sent takes effect at the next edge of libfluidsynth's 64-frame block (1.33 ms at 48 kHz), counted from the first
/// frame rendered; up to 63 frames made before it still come out first.
/// Values outside MIDI's ranges are ignored; nothing here throws but <see cref="Render"/> for spans of two lengths.
/// Nothing need be disposed: the native synthesizer goes with the last reference.
/// </remarks>
public sealed class Synthesizer : IAudioRenderer
{
    private const int DefaultChannelCount = 16;
    private const int DrumChannel = 9;
    private const int AllChannels = -1;
    private const int HighestMidiValue = 127;
    private const int HighestController = 123;
    private const int ResetControllers = 121;
    private const int ReverbSend = 91;
    private const float HighestGain = 10;
    private const float DefaultMasterVolume = 0.5f;

    // MeltySynth's and General MIDI 2's reverb send of a fresh channel; libfluidsynth starts with 0.
    private const int DefaultReverbSend = 40;

    private readonly SafeFluidSynthHandle _synth;
    private readonly bool _hasEffects;
    private float _masterVolume;
    private int _framesIntoBlock;

    /// <inheritdoc cref="Synthesizer(SoundFont, SynthesizerSettings)"/>
    public Synthesizer(string soundFontPath, int sampleRate)
        : this(new SoundFont(soundFontPath), new SynthesizerSettings(sampleRate))
    {
    }

    /// <inheritdoc cref="Synthesizer(SoundFont, SynthesizerSettings)"/>
    public Synthesizer(SoundFont soundFont, int sampleRate)
        : this(soundFont, new SynthesizerSettings(sampleRate))
    {
    }

    /// <inheritdoc cref="Synthesizer(SoundFont, SynthesizerSettings)"/>
    public Synthesizer(string soundFontPath, SynthesizerSettings settings)
        : this(new SoundFont(soundFontPath), settings)
    {
    }

    /// <exception cref="DllNotFoundException">libfluidsynth is not installed; the message says which package has it.</exception>
    /// <exception cref="InvalidDataException">libfluidsynth cannot read the SoundFont.</exception>
    /// <exception cref="NotSupportedException">The samples are compressed (SF3) or the sample rate is high, and this libfluidsynth cannot do that.</exception>
    public Synthesizer(SoundFont soundFont, SynthesizerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(soundFont);
        ArgumentNullException.ThrowIfNull(settings);
        SoundFont = soundFont;
        SampleRate = settings.SampleRate;
        MaximumPolyphony = settings.MaximumPolyphony;
        _hasEffects = settings.EnableReverbAndChorus;
        _synth = FluidFactory.Create(soundFont, settings);
        BlockSize = Fluid.GetBlockFrames(_synth);
        MasterVolume = DefaultMasterVolume;
        SetFreshSends();
    }

    /// <value>Frames: libfluidsynth's own block, 64, whatever the settings asked for.</value>
    public int BlockSize { get; }

    public int MaximumPolyphony { get; }

    public int ChannelCount => DefaultChannelCount;

    public int PercussionChannel => DrumChannel;

    public SoundFont SoundFont { get; }

    /// <value>Hz.</value>
    public int SampleRate { get; }

    /// <value>Voices that sound or are about to; those that have died away leave the count with the next rendered block.</value>
    // 1.1 goes on counting the voices that it stole.
    public int ActiveVoiceCount => Math.Min(Fluid.GetActiveVoiceCount(_synth), MaximumPolyphony);

    /// <value>Linear, 0.5 unless set, limited to 0…10. It is libfluidsynth's gain, which scales as MeltySynth's master volume does.</value>
    public float MasterVolume
    {
        get => _masterVolume;
        set
        {
            _masterVolume = value;
            Fluid.SetGain(_synth, value > 0 ? MathF.Min(value, HighestGain) : 0);
        }
    }

    internal SafeFluidSynthHandle Handle => _synth;

    /// <summary>Handles 0x80, 0x90, 0xB0, 0xC0 and 0xE0 (the status without the channel) and ignores every other command.</summary>
    public void ProcessMidiMessage(int channel, int command, int data1, int data2)
    {
        if (!IsChannel(channel) || !IsMidiValue(data1) || !IsMidiValue(data2))
        {
            return;
        }

        switch (command)
        {
            case 0x80:
                NoteOff(channel, data1);
                break;
            case 0x90:
                NoteOn(channel, data1, data2);
                break;
            // Above 123 are the mode changes: mono mode would silence the chords of whoever sends it by mistake.
            case 0xB0 when data1 <= HighestController:
                Fluid.ControlChange(_synth, channel, data1, data2);
                break;
            case 0xC0:
                Fluid.ProgramChange(_synth, channel, data1);
                break;
            case 0xE0:
                Fluid.PitchBend(_synth, channel, data1 | (data2 << 7));
                break;
        }
    }

    public void NoteOff(int channel, int key)
    {
        if (IsChannel(channel) && IsMidiValue(key))
        {
            Fluid.NoteOff(_synth, channel, key);
        }
    }

    /// <summary>Velocity 0 is a note-off.</summary>
    public void NoteOn(int channel, int key, int velocity)
    {
        if (!IsChannel(channel) || !IsMidiValue(key) || !IsMidiValue(velocity))
        {
            return;
        }

        if (velocity == 0)
        {
            Fluid.NoteOff(_synth, channel, key);
        }
        else
        {
            Fluid.NoteOn(_synth, channel, key, velocity);
        }
    }

    /// <summary>Releases every note, or silences it at once.</summary>
    public void NoteOffAll(bool immediate) => NoteOffAllOf(AllChannels, immediate);

    /// <inheritdoc cref="NoteOffAll(bool)"/>
    public void NoteOffAll(int channel, bool immediate)
    {
        if (IsChannel(channel))
        {
            NoteOffAllOf(channel, immediate);
        }
    }

    public void ResetAllControllers()
    {
        for (var channel = 0; channel < DefaultChannelCount; channel++)
        {
            ResetAllControllers(channel);
        }
    }

    public void ResetAllControllers(int channel)
    {
        if (IsChannel(channel))
        {
            Fluid.ControlChange(_synth, channel, ResetControllers, 0);
        }
    }

    /// <summary>Back to the state of a new synthesizer, but for <see cref="MasterVolume"/>: silent, first program, controllers at rest.</summary>
    public void Reset()
    {
        // A block is rendered in between: voices that are still to be silenced would feed the reverb that is being cleared.
        Fluid.AllSoundsOff(_synth, AllChannels);
        DropToBlockAfterNext();
        Fluid.SystemReset(_synth);
        SetFreshSends();
    }

    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public unsafe void Render(Span<float> left, Span<float> right)
    {
        if (left.Length != right.Length)
        {
            throw new ArgumentException($"Two spans of one length were expected, but left has {left.Length} and right {right.Length} frames.");
        }

        fixed (float* l = left, r = right)
        {
            Write(left.Length, l, r, increment: 1);
        }
    }

    internal unsafe void RenderInterleavedFrames(Span<float> destination)
    {
        fixed (float* first = destination)
        {
            Write(destination.Length / 2, first, first + 1, increment: 2);
        }
    }

    private unsafe void Write(int frames, float* left, float* right, int increment)
    {
        if (frames == 0)
        {
            return;
        }

        Fluid.WriteFloat(_synth, frames, left, 0, increment, right, 0, increment);
        _framesIntoBlock = (_framesIntoBlock + frames) % BlockSize;
    }

    private void NoteOffAllOf(int channel, bool immediate)
    {
        if (immediate)
        {
            Fluid.AllSoundsOff(_synth, channel);
        }
        else
        {
            Fluid.AllNotesOff(_synth, channel);
        }
    }

    /// <summary>Drops what libfluidsynth has already made of the block under way, and the whole block after it.</summary>
    private unsafe void DropToBlockAfterNext()
    {
        var frames = (2 * BlockSize) - _framesIntoBlock;
        var dropped = stackalloc float[2 * frames];
        Write(frames, dropped, dropped + frames, increment: 1);
    }

    private void SetFreshSends()
    {
        for (var channel = 0; _hasEffects && channel < DefaultChannelCount; channel++)
        {
            Fluid.ControlChange(_synth, channel, ReverbSend, DefaultReverbSend);
        }
    }

    private static bool IsChannel(int channel) => (uint)channel < DefaultChannelCount;

    private static bool IsMidiValue(int value) => (uint)value <= HighestMidiValue;
}
