using MusicGen.Bindings.FluidSynth.Native;

namespace MusicGen.Bindings.FluidSynth;

/// <summary>
/// What libfluidsynth can do and MeltySynth's shape has no member for. Beyond the package: code that is to build with
/// <c>UseNuGetPackages</c> too must do without; it is here for measurements and for tuning the binding's own defaults.
/// </summary>
/// <remarks>Same threading as <see cref="Synthesizer"/>: one thread at a time, no allocation.</remarks>
public static class FluidSynthExtras
{
    /// <summary>The loaded libfluidsynth's version, such as "2.3.1".</summary>
    /// <exception cref="DllNotFoundException">It is not installed.</exception>
    public static string LibraryVersion => FluidFactory.Version;

    /// <summary>Switches the reverb and the chorus one by one; a synthesizer made without them has no sends until CC 91 and 93 are sent.</summary>
    public static void SetEffects(this Synthesizer synthesizer, bool reverb, bool chorus)
    {
        Fluid.SetReverbOn(synthesizer.Handle, reverb ? 1 : 0);
        Fluid.SetChorusOn(synthesizer.Handle, chorus ? 1 : 0);
    }

    /// <summary>Room size 0…1, damping 0…1, width 0…100, level 0…1; the binding starts with 0.4, 0.3, 0.8, 0.9.</summary>
    public static void SetReverb(this Synthesizer synthesizer, double roomSize, double damping, double width, double level) =>
        Fluid.SetReverb(synthesizer.Handle, roomSize, damping, width, level);

    /// <summary>Voices 0…99, level 0…10, speed 0.1…5 Hz, depth 0…256 ms; libfluidsynth 2 starts with 3, 2, 0.3, 8. The waveform is a sine.</summary>
    public static void SetChorus(this Synthesizer synthesizer, int voices, double level, double speedHz, double depthMilliseconds) =>
        Fluid.SetChorus(synthesizer.Handle, voices, level, speedHz, depthMilliseconds, waveform: 0);

    /// <summary>For all channels; fourth order is where libfluidsynth starts.</summary>
    public static void SetInterpolation(this Synthesizer synthesizer, FluidInterpolation interpolation) =>
        Fluid.SetInterpolation(synthesizer.Handle, -1, (int)interpolation);
}
