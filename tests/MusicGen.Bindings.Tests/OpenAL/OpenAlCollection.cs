namespace MusicGen.Bindings.Tests.OpenAL;

/// <summary>OpenAL's current context belongs to the whole process, so these tests take turns.</summary>
[CollectionDefinition(Name)]
public sealed class OpenAlCollection
{
    public const string Name = "OpenAL";
}
