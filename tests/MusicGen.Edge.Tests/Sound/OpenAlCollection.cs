namespace MusicGen.Edge.Tests;

/// <summary>OpenAL has one current context a process: tests that open a device run one after the other, or they take it from each other.</summary>
[CollectionDefinition(Name)]
public sealed class OpenAlCollection
{
    public const string Name = "OpenAL";
}
