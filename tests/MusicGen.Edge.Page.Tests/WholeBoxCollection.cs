namespace MusicGen.Edge.Page.Tests;

/// <summary>Tests of the real box as a process, with real time in it: nothing else runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class WholeBoxCollection
{
    public const string Name = "whole box";
}
