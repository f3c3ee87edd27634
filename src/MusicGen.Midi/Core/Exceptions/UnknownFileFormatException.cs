namespace MusicGen.Midi;

/// <summary>The header names a file format other than 0, 1 and 2.</summary>
public sealed class UnknownFileFormatException : MidiException
{
    internal UnknownFileFormatException(ushort fileFormat)
        : base($"File format 0, 1 or 2 is expected, but the header says {fileFormat}.")
    {
        FileFormat = fileFormat;
    }

    public ushort FileFormat { get; }
}
