namespace MusicGen.Bindings.OpenAL;

/// <summary>Says which native OpenAL is loaded; set <see cref="OverridePath"/> before the first call into <see cref="AL"/> or <see cref="ALC"/>.</summary>
public class OpenALLibraryNameContainer
{
    /// <value>Path or name of the library to load in place of the usual one; null for the usual one.</value>
    public static string? OverridePath { get; set; }

    public string Linux => "libopenal.so.1";

    /// <summary>The name that will be loaded.</summary>
    public string GetLibraryName() => OverridePath ?? Linux;
}
