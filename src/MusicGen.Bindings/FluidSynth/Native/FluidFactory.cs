namespace MusicGen.Bindings.FluidSynth.Native;

/// <summary>Makes libfluidsynth's synthesizer for one <see cref="Synthesizer"/>: settings, effects, SoundFont; every failure as an exception.</summary>
internal static class FluidFactory
{
    private const int HighestSampleRateHz = 96_000;

    /// <summary>Held while a synthesizer is made or deleted: 2.3 counts the users of its sample cache without a lock.</summary>
    public static readonly Lock LifeGate = new();

    public static SafeFluidSynthHandle Create(SoundFont soundFont, SynthesizerSettings settings)
    {
        if (settings.SampleRate > HighestSampleRateHz)
        {
            throw new NotSupportedException(
                $"A sample rate of at most {HighestSampleRateHz} Hz was expected, because libfluidsynth goes no higher, but found {settings.SampleRate} Hz.");
        }

        lock (LifeGate)
        {
            return CreateLoaded(soundFont, settings);
        }
    }

    public static string Version
    {
        get
        {
            Fluid.Version(out var major, out var minor, out var micro);
            return $"{major}.{minor}.{micro}";
        }
    }

    private static SafeFluidSynthHandle CreateLoaded(SoundFont soundFont, SynthesizerSettings settings)
    {
        SafeFluidSynthHandle? synth = null;
        try
        {
            synth = FluidLog.Capture(() => CreateSynth(settings, soundFont), out var text);
            if (synth.IsInvalid)
            {
                throw new InvalidOperationException($"A synthesizer was expected from libfluidsynth {Version}, but it gave none: {text}");
            }

            Load(synth, soundFont);
            return synth;
        }
        catch
        {
            synth?.Dispose();
            throw;
        }
    }

    private static SafeFluidSynthHandle CreateSynth(SynthesizerSettings settings, SoundFont soundFont)
    {
        using var native = Fluid.NewSettings();
        if (native.IsInvalid)
        {
            throw new InvalidOperationException($"Settings were expected from libfluidsynth {Version}, but it gave none; the memory may be used up.");
        }

        Require(native, "synth.sample-rate", (double)settings.SampleRate);
        Require(native, "synth.polyphony", settings.MaximumPolyphony);
        Require(native, "synth.reverb.active", settings.EnableReverbAndChorus ? 1 : 0);
        Require(native, "synth.chorus.active", settings.EnableReverbAndChorus ? 1 : 0);

        // One thread owns the synthesizer and only renders floats, so no lock, no second thread and no locked memory;
        // what a version does not know it need not be told.
        Fluid.SetInteger(native, "synth.threadsafe-api", 0);
        Fluid.SetInteger(native, "synth.cpu-cores", 1);
        Fluid.SetInteger(native, "synth.lock-memory", 0);
        Fluid.SetInteger(native, "synth.verbose", 0);

        Fluid.SetInteger(native, "synth.dynamic-sample-loading", soundFont.IsLarge ? 1 : 0);

        var synth = Fluid.NewSynth(native);
        if (!synth.IsInvalid)
        {
            synth.Hold(native);

            // Rings for 1.3 s, about as long as MeltySynth's reverb; the library's own 0.9 s in a smaller room is hardly heard.
            Fluid.SetReverb(synth, roomSize: 0.4, damping: 0.3, width: 0.8, level: 0.9);
        }

        return synth;
    }

    private static void Load(SafeFluidSynthHandle synth, SoundFont soundFont)
    {
        var id = FluidLog.Capture(() => Fluid.LoadSoundFont(synth, soundFont.Path, resetPresets: 1), out var text);
        if (id != Fluid.Failed)
        {
            return;
        }

        if (soundFont.HasVorbisSamples)
        {
            throw new NotSupportedException(
                $"A SoundFont with PCM samples (.sf2) was expected, but '{soundFont.Path}' has Vorbis samples (.sf3), which libfluidsynth {Version} cannot read: {text}");
        }

        throw new InvalidDataException(
            $"A SoundFont that libfluidsynth {Version} can read was expected, but it refuses '{soundFont.Path}': {text}");
    }

    private static void Require(SafeFluidSettingsHandle settings, string name, int value)
    {
        Fluid.SetInteger(settings, name, value);
        Fluid.GetInteger(settings, name, out var found);
        Check(name, value, found);
    }

    private static void Require(SafeFluidSettingsHandle settings, string name, double value)
    {
        Fluid.SetNumber(settings, name, value);
        Fluid.GetNumber(settings, name, out var found);
        Check(name, value, found);
    }

    private static void Check(string name, double expected, double found)
    {
        if (found != expected)
        {
            throw new NotSupportedException($"Setting '{name}' = {expected} was expected, but libfluidsynth {Version} keeps it at {found}.");
        }
    }
}
