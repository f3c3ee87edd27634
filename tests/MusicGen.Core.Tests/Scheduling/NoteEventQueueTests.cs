namespace MusicGen.Core.Tests.Scheduling;

public sealed class NoteEventQueueTests
{
    [Fact]
    public void EventsComeOutInOrderUntilEmpty()
    {
        var queue = new NoteEventQueue(4);
        for (var round = 0; round < 10; round++)
        {
            for (var i = 0; i < 3; i++) Assert.True(queue.TryEnqueue(Event(round * 3 + i)));
            Assert.Equal(3, queue.Count);
            for (var i = 0; i < 3; i++)
            {
                Assert.True(queue.TryDequeue(out var taken));
                Assert.Equal(Event(round * 3 + i), taken);
            }

            Assert.False(queue.TryDequeue(out _));
        }
    }

    [Fact]
    public void FullQueueRefusesAndKeepsWhatItHas()
    {
        var queue = new NoteEventQueue(3);
        Assert.Equal(4, queue.Capacity);
        for (var i = 0; i < 4; i++) Assert.True(queue.TryEnqueue(Event(i)));

        Assert.False(queue.TryEnqueue(Event(9)));
        Assert.Equal(0, queue.FreeCount);

        Assert.True(queue.TryDequeue(out var first));
        Assert.Equal(0, first.Frame);
        Assert.True(queue.TryEnqueue(Event(4)));
    }

    [Fact]
    public async Task TwoThreadsLoseNothingAndSeeEveryEventWhole()
    {
        const int Events = 100_000;
        var queue = new NoteEventQueue(64);
        var writer = Task.Run(() =>
        {
            for (var i = 0; i < Events;)
            {
                if (queue.TryEnqueue(Event(i))) i++;
                else Thread.Yield();
            }
        });
        var faults = 0;
        for (var i = 0; i < Events;)
        {
            if (!queue.TryDequeue(out var taken))
            {
                Thread.Yield();
                continue;
            }

            if (taken != Event(i)) faults++;
            i++;
        }

        await writer;

        Assert.Equal(0, faults);
        Assert.Equal(0, queue.Count);
    }

    private static NoteEvent Event(int i) =>
        new(i, (NoteEventKind)(i % 4), (byte)(i % 16), (byte)(i % 128), (byte)(i / 128 % 128), ~i, i * 31);
}
