namespace MusicGen.Bindings.OnnxRuntime;

public static class Placeholder;
