namespace MusicGen.Midi;

/// <summary>What to do with a file format other than 0, 1 and 2.</summary>
public enum UnknownFileFormatPolicy
{
    Ignore = 0,
    Abort = 1,
}
