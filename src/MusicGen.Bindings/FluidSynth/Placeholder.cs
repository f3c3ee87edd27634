namespace MusicGen.Bindings.FluidSynth;

public static class Placeholder;
