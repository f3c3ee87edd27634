using MusicGen.Bindings.FluidSynth;

namespace MusicGen.Bindings.Tests.FluidSynth;

/// <summary>The synthesizer sounds, stops, keeps its limits and its zero allocation.</summary>
public sealed class SynthesizerTests
{
    private const int SampleRateHz = 48_000;
    private const int A4 = 69;

    private static readonly SoundFont? Installed =
        SoundFontFactAttribute.InstalledPath is { } path ? new SoundFont(path) : null;

    [SoundFontFact]
    public void NoNoteIsSilence()
    {
        var left = Render(Make(), 4_800);

        Assert.All(left, sample => Assert.True(Math.Abs(sample) < 1e-6));
    }

    [SoundFontFact]
    public void NoteOnSounds()
    {
        var synthesizer = Make();

        synthesizer.NoteOn(0, A4, 100);
        var left = Render(synthesizer, 24_000);

        Assert.InRange(Sound.Rms(left), 0.01, 0.5);
        Assert.True(synthesizer.ActiveVoiceCount > 0);
    }

    [SoundFontFact]
    public void NoteOnTakesEffectAtTheNextBlock()
    {
        var synthesizer = Make(effects: false);

        // An organ sounds from its first frame; the piano's sample begins with silence.
        synthesizer.ProcessMidiMessage(0, 0xC0, 19, 0);
        Render(synthesizer, 10);
        synthesizer.NoteOn(0, A4, 127);
        var left = Render(synthesizer, 64 + 54);

        Assert.All(left[..54], sample => Assert.Equal(0, sample));
        Assert.Contains(left[54..], sample => sample != 0);
    }

    [SoundFontFact]
    public void PianoA4IsAt440HzWithinFiveCents()
    {
        var synthesizer = Make(effects: false);

        synthesizer.NoteOn(0, A4, 100);
        Render(synthesizer, 4_800);
        var left = Render(synthesizer, SampleRateHz / 2);

        var cents = 1200 * Math.Log2(Sound.FrequencyNear(left, SampleRateHz, 440) / 440);
        Assert.InRange(cents, -5, 5);
    }

    [SoundFontFact]
    public void PitchBendFullyUpRaisesByTwoSemitones()
    {
        var synthesizer = Make(effects: false);

        synthesizer.ProcessMidiMessage(0, 0xE0, 127, 127);
        synthesizer.NoteOn(0, A4, 100);
        Render(synthesizer, 4_800);
        var left = Render(synthesizer, SampleRateHz / 2);

        var expectedHz = 440 * Math.Pow(2, 2 / 12.0);
        Assert.InRange(1200 * Math.Log2(Sound.FrequencyNear(left, SampleRateHz, expectedHz) / expectedHz), -5, 5);
    }

    [SoundFontFact]
    public void NoteOffLetsTheNoteDie()
    {
        var synthesizer = Make(effects: false);

        synthesizer.NoteOn(0, A4, 100);
        var held = Sound.Rms(Render(synthesizer, 9_600));
        synthesizer.NoteOff(0, A4);
        Render(synthesizer, 2 * SampleRateHz);
        var released = Sound.Rms(Render(synthesizer, 9_600));

        Assert.True(released < held / 1_000, $"{released} of {held}");
        Assert.Equal(0, synthesizer.ActiveVoiceCount);
    }

    [SoundFontFact]
    public void VelocityZeroIsANoteOff()
    {
        var synthesizer = Make(effects: false);

        synthesizer.ProcessMidiMessage(0, 0x90, A4, 100);
        Render(synthesizer, 9_600);
        synthesizer.ProcessMidiMessage(0, 0x90, A4, 0);
        Render(synthesizer, 2 * SampleRateHz);

        Assert.Equal(0, synthesizer.ActiveVoiceCount);
    }

    [SoundFontFact]
    public void ThePedalHoldsAReleasedNote()
    {
        var synthesizer = Make(effects: false);

        synthesizer.ProcessMidiMessage(0, 0xB0, 64, 127);
        synthesizer.NoteOn(0, A4, 100);
        Render(synthesizer, 9_600);
        synthesizer.NoteOff(0, A4);
        var pedalled = Sound.Rms(Render(synthesizer, 48_000));
        synthesizer.ProcessMidiMessage(0, 0xB0, 64, 0);
        Render(synthesizer, 96_000);

        Assert.True(pedalled > 0.005, $"{pedalled}");
        Assert.Equal(0, synthesizer.ActiveVoiceCount);
    }

    [SoundFontFact]
    public void ImmediateNoteOffAllSilencesAtOnce()
    {
        var synthesizer = Make(effects: false);
        for (var key = 48; key < 60; key++)
        {
            synthesizer.NoteOn(0, key, 100);
        }

        Render(synthesizer, 6_400);
        synthesizer.NoteOffAll(immediate: true);
        Render(synthesizer, 128);

        Assert.All(Render(synthesizer, 6_400), sample => Assert.True(Math.Abs(sample) < 1e-6));
    }

    [SoundFontFact]
    public void NoteOffAllOfOneChannelLeavesTheOthers()
    {
        var synthesizer = Make(effects: false);
        synthesizer.NoteOn(0, A4, 100);
        synthesizer.NoteOn(1, 60, 100);
        Render(synthesizer, 6_400);
        var both = synthesizer.ActiveVoiceCount;

        synthesizer.NoteOffAll(0, immediate: true);
        Render(synthesizer, 6_400);

        Assert.InRange(synthesizer.ActiveVoiceCount, 1, both - 1);
    }

    [SoundFontFact]
    public void ResetIsSilentAndForgetsTheProgram()
    {
        var synthesizer = Make();
        var fresh = Make();
        synthesizer.ProcessMidiMessage(0, 0xC0, 19, 0);
        synthesizer.NoteOn(0, A4, 100);
        Render(synthesizer, 1_000);

        synthesizer.Reset();
        var after = Render(synthesizer, 6_400);
        synthesizer.NoteOn(0, A4, 100);
        fresh.NoteOn(0, A4, 100);

        Assert.All(after, sample => Assert.True(Math.Abs(sample) < 1e-6));
        Assert.Equal(Sound.Rms(Render(fresh, 9_600)), Sound.Rms(Render(synthesizer, 9_600)), 0.01);
    }

    [SoundFontFact]
    public void PolyphonyIsNeverExceeded()
    {
        var synthesizer = new Synthesizer(Installed!, new SynthesizerSettings(SampleRateHz) { MaximumPolyphony = 16 });
        var most = 0;

        for (var key = 21; key < 109; key++)
        {
            synthesizer.NoteOn(0, key, 100);
            Render(synthesizer, 64);
            most = Math.Max(most, synthesizer.ActiveVoiceCount);
        }

        Assert.InRange(most, 14, 16);
    }

    [SoundFontFact]
    public void MasterVolumeScalesTheSound()
    {
        var whole = Make(effects: false);
        var half = Make(effects: false);
        half.MasterVolume = whole.MasterVolume / 2;

        whole.NoteOn(0, A4, 100);
        half.NoteOn(0, A4, 100);

        Assert.Equal(0.5f, whole.MasterVolume);
        Assert.Equal(2, Sound.Rms(Render(whole, 9_600)) / Sound.Rms(Render(half, 9_600)), 0.001);
    }

    [SoundFontFact]
    public void AnyCutOfTheRenderingGivesTheSameBits()
    {
        var random = new Random(11);
        var monolithic = Make();
        var pieces = Make();
        var (wholeLeft, wholeRight) = (new float[96_000], new float[96_000]);
        var (left, right) = (new float[96_000], new float[96_000]);

        for (var second = 0; second < 2; second++)
        {
            var (from, to) = (second * 48_000, (second + 1) * 48_000);
            foreach (var synthesizer in (Synthesizer[])[monolithic, pieces])
            {
                synthesizer.NoteOn(0, 60 + second, 90);
                synthesizer.NoteOn(9, 38, 90);
            }

            monolithic.Render(wholeLeft.AsSpan(from, 48_000), wholeRight.AsSpan(from, 48_000));
            for (var frame = from; frame < to;)
            {
                var frames = Math.Min(random.Next(1, 1_000), to - frame);
                pieces.Render(left.AsSpan(frame, frames), right.AsSpan(frame, frames));
                frame += frames;
            }
        }

        Assert.True(wholeLeft.AsSpan().SequenceEqual(left));
        Assert.True(wholeRight.AsSpan().SequenceEqual(right));
    }

    [SoundFontFact]
    public void TheReverbRingsOnWhenTheNoteIsGone()
    {
        var (dry, wet) = (Make(effects: false), Make(effects: true));
        foreach (var synthesizer in (Synthesizer[])[dry, wet])
        {
            synthesizer.NoteOn(0, A4, 100);
            Render(synthesizer, 24_000);
            synthesizer.NoteOffAll(immediate: true);
            Render(synthesizer, 4_800);
        }

        Assert.True(Sound.Rms(Render(dry, 9_600)) < 1e-6);
        Assert.InRange(Sound.Rms(Render(wet, 9_600)), 1e-5, 1e-2);
    }

    [SoundFontFact]
    public void InterleavedIsBothSidesInTurns()
    {
        var (separate, interleaved) = (Make(), Make());
        separate.NoteOn(0, A4, 100);
        interleaved.NoteOn(0, A4, 100);
        var (left, right, both) = (new float[1_000], new float[1_000], new float[2_000]);

        separate.Render(left, right);
        interleaved.RenderInterleaved(both);

        Assert.Equal(left, both.Where((_, i) => i % 2 == 0));
        Assert.Equal(right, both.Where((_, i) => i % 2 == 1));
        Assert.NotEqual(left, right);
    }

    [SoundFontFact]
    public void NotesAndRenderingAllocateNothing()
    {
        var synthesizer = Make();
        var (left, right, both) = (new float[48], new float[48], new float[96]);

        Assert.Equal(0, Allocation.BytesOf(() => Cycle(synthesizer, left, right, both, 100), () => Cycle(synthesizer, left, right, both, 2_000)));
    }

    [SoundFontFact]
    public void ValuesOutsideMidiAreIgnored()
    {
        var synthesizer = Make();

        synthesizer.NoteOn(16, 60, 100);
        synthesizer.NoteOn(-1, 60, 100);
        synthesizer.NoteOn(0, 128, 100);
        synthesizer.NoteOn(0, 60, 128);
        synthesizer.NoteOff(-1, 60);
        synthesizer.ProcessMidiMessage(99, 0x90, 60, 100);
        synthesizer.ProcessMidiMessage(0, 0xF0, 60, 100);
        synthesizer.ProcessMidiMessage(0, 0xD0, 60, 0);

        Assert.Equal(0, synthesizer.ActiveVoiceCount);
    }

    [SoundFontFact]
    public void SpansOfTwoLengthsAreRefused()
    {
        var synthesizer = Make();

        Assert.Throws<ArgumentException>(() => synthesizer.Render(new float[10], new float[11]));
        Assert.Throws<ArgumentException>(() => synthesizer.RenderInterleaved(new float[11]));
    }

    [SoundFontFact]
    public void ASampleRateBeyondTheLibraryIsRefused()
    {
        Assert.Throws<NotSupportedException>(() => new Synthesizer(Installed!, 192_000));
    }

    [SoundFontFact]
    public void ManySynthesizersComeAndGoWithoutDisposal()
    {
        for (var i = 0; i < 10; i++)
        {
            Render(Make(), 64);
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.Equal(64, Render(Make(), 64).Length);
    }

    private static Synthesizer Make(bool effects = true) =>
        new(Installed!, new SynthesizerSettings(SampleRateHz) { EnableReverbAndChorus = effects });

    private static float[] Render(Synthesizer synthesizer, int frames)
    {
        var (left, right) = (new float[frames], new float[frames]);
        synthesizer.Render(left, right);
        return left;
    }

    private static void Cycle(Synthesizer synthesizer, float[] left, float[] right, float[] both, int cycles)
    {
        for (var i = 0; i < cycles; i++)
        {
            var key = 36 + (i % 48);
            synthesizer.NoteOn(0, key, 80);
            synthesizer.Render(left, right);
            synthesizer.NoteOff(0, key);
            synthesizer.ProcessMidiMessage(0, 0xB0, 64, i % 128);
            synthesizer.MasterVolume = 0.4f + (i % 2 * 0.1f);
            synthesizer.RenderInterleaved(both);
        }
    }
}
