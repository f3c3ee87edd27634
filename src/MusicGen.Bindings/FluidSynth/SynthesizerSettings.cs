namespace MusicGen.Bindings.FluidSynth;

/// <summary>What a <see cref="Synthesizer"/> is made with; changing it afterwards does not change synthesizers already made.</summary>
public sealed class SynthesizerSettings
{
    private const int DefaultBlockSize = 64;
    private const int DefaultMaximumPolyphony = 64;

    private int _sampleRate;
    private int _blockSize = DefaultBlockSize;
    private int _maximumPolyphony = DefaultMaximumPolyphony;

    /// <exception cref="ArgumentOutOfRangeException">Not within 16,000…192,000.</exception>
    public SynthesizerSettings(int sampleRate)
    {
        SampleRate = sampleRate;
    }

    /// <value>Hz, 16,000…192,000 as in MeltySynth; libfluidsynth itself goes to 96,000, and a synthesizer above is refused.</value>
    public int SampleRate
    {
        get => _sampleRate;
        set => _sampleRate = Within(value, 16_000, 192_000, "sample rate in Hz");
    }

    /// <value>Frames, 8…1,024, 64 unless told. Checked and otherwise ignored: libfluidsynth's block is always 64 frames.</value>
    public int BlockSize
    {
        get => _blockSize;
        set => _blockSize = Within(value, 8, 1_024, "block size in frames");
    }

    /// <value>Voices, 8…256, 64 unless told. A stereo instrument takes two or more voices a note.</value>
    public int MaximumPolyphony
    {
        get => _maximumPolyphony;
        set => _maximumPolyphony = Within(value, 8, 256, "polyphony in voices");
    }

    /// <value>Whether reverb and chorus are computed at all; true unless told.</value>
    public bool EnableReverbAndChorus { get; set; } = true;

    private static int Within(int value, int lowest, int highest, string what)
    {
        if (value < lowest || value > highest)
        {
            throw new ArgumentOutOfRangeException(
                nameof(value), value, $"A {what} of {lowest} to {highest} was expected, but found {value}.");
        }

        return value;
    }
}
