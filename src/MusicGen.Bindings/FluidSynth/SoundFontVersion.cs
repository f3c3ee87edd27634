namespace MusicGen.Bindings.FluidSynth;

/// <summary>A version number in a SoundFont's INFO list, such as 2.01.</summary>
public readonly struct SoundFontVersion
{
    internal SoundFontVersion(short major, short minor)
    {
        Major = major;
        Minor = minor;
    }

    public short Major { get; }

    public short Minor { get; }

    public override string ToString() => $"{Major}.{Minor:00}";
}
