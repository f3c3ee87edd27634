namespace MusicGen.Bindings.OpenAL;

public static class Placeholder;
