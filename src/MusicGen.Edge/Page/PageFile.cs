namespace MusicGen.Edge;

/// <summary>One file of the page.</summary>
/// <param name="Bytes">What is in it.</param>
/// <param name="ContentType">What kind it is.</param>
/// <param name="Tag">Tells one content from another.</param>
internal sealed record PageFile(byte[] Bytes, string ContentType, string Tag);
