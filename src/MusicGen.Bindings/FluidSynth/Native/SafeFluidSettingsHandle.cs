using System.Runtime.InteropServices;

namespace MusicGen.Bindings.FluidSynth.Native;

/// <summary>Owns one fluid_settings_t; a synthesizer made from it keeps it alive.</summary>
internal sealed class SafeFluidSettingsHandle : SafeHandle
{
    public SafeFluidSettingsHandle() : base(0, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        Fluid.DeleteSettings(handle);
        return true;
    }
}
