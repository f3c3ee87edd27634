namespace MusicGen.Midi;

public static class Placeholder;
