using MusicGen.Bindings.FluidSynth.Native;

namespace MusicGen.Bindings.FluidSynth;

/// <summary>
/// An opened and checked SoundFont, from which any number of <see cref="Synthesizer"/>s can be made.
/// </summary>
/// <remarks>
/// Only descriptions are held here. libfluidsynth loads the samples by path for each synthesizer (2.x shares them inside the
/// process), so the file must stay where it is; a stream is copied into an anonymous file in memory.
/// Of a large SoundFont (over 32 MB, or compressed over 4 MB) libfluidsynth 2 loads only the instruments in use: a program
/// change then reads the file, unless another synthesizer of the same file has that program selected. So whoever must not
/// wait selects the programs beforehand on a second synthesizer and keeps it. Thread-safe.
/// </remarks>
public sealed class SoundFont
{
    private const long LargeFileBytes = 32 << 20;
    private const long LargeVorbisFileBytes = 4 << 20;

    // Held so that the anonymous file lives as long as the SoundFont.
    private readonly MemoryFile? _memoryFile;

    /// <exception cref="FileNotFoundException">There is no such file (likewise the other exceptions of opening a file).</exception>
    /// <exception cref="InvalidDataException">It is no SoundFont, or damaged.</exception>
    /// <exception cref="EndOfStreamException">It is cut short.</exception>
    public SoundFont(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        Path = System.IO.Path.GetFullPath(path);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        var reader = Read(file, path);
        (Info, Presets, HasVorbisSamples) = (reader.Info, reader.Presets, reader.HasVorbisSamples);
        IsLarge = file.Length > (HasVorbisSamples ? LargeVorbisFileBytes : LargeFileBytes);
    }

    /// <summary>Reads from the stream's position to its end; the stream is not closed.</summary>
    /// <inheritdoc cref="SoundFont(string)"/>
    public SoundFont(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _memoryFile = MemoryFile.CopyOf(stream);
        Path = _memoryFile.Path;
        using var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var reader = Read(file, "stream");
        (Info, Presets, HasVorbisSamples) = (reader.Info, reader.Presets, reader.HasVorbisSamples);
        IsLarge = file.Length > (HasVorbisSamples ? LargeVorbisFileBytes : LargeFileBytes);
    }

    public SoundFontInfo Info { get; }

    public int BitsPerSample => 16;

    /// <summary>In the file's order.</summary>
    public IReadOnlyList<Preset> Presets { get; }

    internal string Path { get; }

    /// <summary>Whether its samples, decoded, are more than a small box should hold for the few instruments in use.</summary>
    internal bool IsLarge { get; }

    internal bool HasVorbisSamples { get; }

    public override string ToString() => Info.BankName;

    private static SoundFontReader Read(FileStream file, string name)
    {
        var reader = new SoundFontReader(file, name);
        reader.Read();
        return reader;
    }
}
