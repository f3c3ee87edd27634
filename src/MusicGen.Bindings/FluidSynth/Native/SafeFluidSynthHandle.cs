using System.Runtime.InteropServices;

namespace MusicGen.Bindings.FluidSynth.Native;

/// <summary>Owns one fluid_synth_t, and holds on to its settings, which libfluidsynth reads until the synthesizer is deleted.</summary>
internal sealed class SafeFluidSynthHandle : SafeHandle
{
    private SafeFluidSettingsHandle? _settings;

    public SafeFluidSynthHandle() : base(0, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>Takes a reference on the settings for as long as the synthesizer lives.</summary>
    public void Hold(SafeFluidSettingsHandle settings)
    {
        var held = false;
        settings.DangerousAddRef(ref held);
        _settings = settings;
    }

    protected override bool ReleaseHandle()
    {
        lock (FluidFactory.LifeGate)
        {
            Fluid.DeleteSynth(handle);
        }

        _settings?.DangerousRelease();
        return true;
    }
}
