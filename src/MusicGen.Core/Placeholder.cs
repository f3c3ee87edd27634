namespace MusicGen.Core;

/// <summary>x</summary>
public static class Placeholder;
