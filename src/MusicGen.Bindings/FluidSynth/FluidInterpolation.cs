namespace MusicGen.Bindings.FluidSynth;

/// <summary>How libfluidsynth reads between two samples of a voice: the further down the list, the cleaner and the dearer.</summary>
public enum FluidInterpolation
{
    None = 0,
    Linear = 1,
    FourthOrder = 4,
    SeventhOrder = 7,
}
