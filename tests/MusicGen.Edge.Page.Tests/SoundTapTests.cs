namespace MusicGen.Edge.Page.Tests;

/// <summary>The ring between the audio thread and the browsers.</summary>
public sealed class SoundTapTests
{
    [Fact]
    public void WhatIsWrittenIsReadInOrderAcrossTheEnd()
    {
        var tap = new SoundTap(16) { IsListened = true };
        var read = new List<short>();
        var buffer = new short[32];
        for (short i = 0; i < 100; i += 5)
        {
            tap.Write([i, (short)(i + 1), (short)(i + 2), (short)(i + 3), (short)(i + 4)]);
            read.AddRange(buffer[..tap.Read(buffer)]);
        }

        Assert.Equal(Enumerable.Range(0, 100).Select(i => (short)i), read);
        Assert.Equal(0, tap.DroppedCount);
    }

    [Fact]
    public void FullTapDropsAndCounts()
    {
        var tap = new SoundTap(16) { IsListened = true };
        tap.Write(new short[12]);
        tap.Write(new short[12]);

        Assert.Equal(12, tap.DroppedCount);
        Assert.Equal(12, tap.Read(new short[32]));
    }

    [Fact]
    public void NobodyListeningMeansNothingWritten()
    {
        var tap = new SoundTap(16);
        tap.Write(new short[12]);

        Assert.Equal(0, tap.Read(new short[32]));
    }

    [Fact]
    public void WritingAllocatesNothing()
    {
        var tap = new SoundTap { IsListened = true };
        var period = new short[960];
        var buffer = new short[960];
        void Cycle(int count)
        {
            for (var i = 0; i < count; i++)
            {
                tap.Write(period);
                tap.Read(buffer);
            }
        }

        Assert.Equal(0, Allocation.BytesOf(() => Cycle(1), () => Cycle(2000)));
    }
}
