namespace MusicGen.Edge.Tests;

/// <summary>What the display's roll remembers.</summary>
public sealed class RollMemoryTests
{
    [Fact]
    public void WhatSoundedStaysForAWhile()
    {
        var memory = new RollMemory();
        memory.Merge([new PanelNote(60, 1, 0.5)], 0.8);
        memory.Merge([new PanelNote(60, 1, 0.5)], 1.2);

        Assert.Equal([new PanelNote(60, 1, 0.5)], memory.Merge([], 2));
        Assert.Empty(memory.Merge([], 6));
    }

    [Fact]
    public void WhatWasDroppedBeforeItSoundedIsForgotten()
    {
        var memory = new RollMemory();
        memory.Merge([new PanelNote(60, 1, 0.5), new PanelNote(62, 1.5, 0.5)], 0.8);

        Assert.Equal([new PanelNote(64, 1.1, 0.5)], memory.Merge([new PanelNote(64, 1.1, 0.5)], 0.9));
    }

    [Fact]
    public void ANoteThatIsCutShortIsDrawnAsItIs()
    {
        var memory = new RollMemory();
        memory.Merge([new PanelNote(60, 1, 4)], 1.2);

        Assert.Equal([new PanelNote(60, 1, 0.4)], memory.Merge([new PanelNote(60, 1, 0.4)], 1.3));
    }
}
