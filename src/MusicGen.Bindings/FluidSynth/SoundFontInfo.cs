namespace MusicGen.Bindings.FluidSynth;

/// <summary>What a SoundFont says about itself (SF2.04 section 5); texts that the file lacks are empty.</summary>
public sealed class SoundFontInfo
{
    internal SoundFontInfo()
    {
    }

    public SoundFontVersion Version { get; internal set; }

    public string BankName { get; internal set; } = string.Empty;

    public SoundFontVersion RomVersion { get; internal set; }

    public string Author { get; internal set; } = string.Empty;

    public string Copyright { get; internal set; } = string.Empty;

    public string Comments { get; internal set; } = string.Empty;

    public override string ToString() => BankName;
}
