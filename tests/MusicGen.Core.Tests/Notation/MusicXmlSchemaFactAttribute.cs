namespace MusicGen.Core.Tests;

/// <summary>
/// A test against the W3C's MusicXML 4.0 schema; skipped unless the variable MUSICXML_SCHEMA names a folder with musicxml.xsd, xlink.xsd and xml.xsd
/// (repository w3c/musicxml, folder schema).
/// </summary>
public sealed class MusicXmlSchemaFactAttribute : FactAttribute
{
    public MusicXmlSchemaFactAttribute()
    {
        if (Folder is null)
            Skip = "MUSICXML_SCHEMA does not name a folder with musicxml.xsd.";
        else if (SharedDataFactAttribute.Folder is null)
            Skip = "The music data ../shared/data is not there.";
    }

    public static string? Folder { get; } =
        Environment.GetEnvironmentVariable("MUSICXML_SCHEMA") is { } folder && File.Exists(Path.Combine(folder, "musicxml.xsd")) ? folder : null;
}
