using MusicGen.Bindings.OpenAL.Native;

namespace MusicGen.Bindings.OpenAL;

public unsafe partial class AL
{
    public static void GenSources(int[] sources) => GenSources(sources.AsSpan());

    public static void GenSources(Span<int> sources)
    {
        fixed (int* first = sources)
        {
            AlNative.GenSources(sources.Length, first);
        }
    }

    public static int[] GenSources(int n)
    {
        var sources = new int[n];
        GenSources(sources);
        return sources;
    }

    public static int GenSource()
    {
        GenSource(out var source);
        return source;
    }

    public static void GenSource(out int source)
    {
        var made = 0;
        AlNative.GenSources(1, &made);
        source = made;
    }

    public static void DeleteSources(int[] sources) => DeleteSources((ReadOnlySpan<int>)sources);

    public static void DeleteSources(ReadOnlySpan<int> sources)
    {
        fixed (int* first = sources)
        {
            AlNative.DeleteSources(sources.Length, first);
        }
    }

    public static void DeleteSource(int source) => AlNative.DeleteSources(1, &source);

    public static bool IsSource(int sid) => AlNative.IsSource(sid) != 0;

    public static void Source(int sid, ALSourcef param, float value) => AlNative.Source(sid, (int)param, value);

    public static void Source(int sid, ALSource3f param, float value1, float value2, float value3) =>
        AlNative.Source(sid, (int)param, value1, value2, value3);

    public static void Source(int sid, ALSourcei param, int value) => AlNative.Source(sid, (int)param, value);

    public static void Source(int sid, ALSourceb param, bool value) => AlNative.Source(sid, (int)param, value ? 1 : 0);

    public static void GetSource(int sid, ALSourcef param, out float value)
    {
        // Set beforehand, here and below: the library writes nothing when it refuses the call.
        var found = 0f;
        AlNative.GetSource(sid, (int)param, &found);
        value = found;
    }

    public static float GetSource(int sid, ALSourcef param)
    {
        GetSource(sid, param, out var value);
        return value;
    }

    public static void GetSource(int sid, ALGetSourcei param, out int value)
    {
        var found = 0;
        AlNative.GetSource(sid, (int)param, &found);
        value = found;
    }

    public static int GetSource(int sid, ALGetSourcei param)
    {
        GetSource(sid, param, out var value);
        return value;
    }

    public static void GetSource(int sid, ALSourceb param, out bool value)
    {
        var found = 0;
        AlNative.GetSource(sid, (int)param, &found);
        value = found != 0;
    }

    public static void SourcePlay(int sid) => AlNative.SourcePlay(sid);

    public static void SourceStop(int sid) => AlNative.SourceStop(sid);

    public static void SourceRewind(int sid) => AlNative.SourceRewind(sid);

    public static void SourcePause(int sid) => AlNative.SourcePause(sid);

    /// <exception cref="ArgumentException">The array holds fewer than <paramref name="numEntries"/> buffers.</exception>
    public static void SourceQueueBuffers(int sid, int numEntries, int[] bids)
    {
        Require.Room(bids.Length, numEntries);
        SourceQueueBuffers(sid, bids.AsSpan(0, numEntries));
    }

    public static void SourceQueueBuffers(int sid, ReadOnlySpan<int> buffers)
    {
        fixed (int* first = buffers)
        {
            AlNative.SourceQueueBuffers(sid, buffers.Length, first);
        }
    }

    public static void SourceQueueBuffer(int source, int buffer) => AlNative.SourceQueueBuffers(source, 1, &buffer);

    /// <exception cref="ArgumentException">The array holds fewer than <paramref name="numEntries"/> buffers.</exception>
    public static void SourceUnqueueBuffers(int sid, int numEntries, int[] bids)
    {
        Require.Room(bids.Length, numEntries);
        SourceUnqueueBuffers(sid, bids.AsSpan(0, numEntries));
    }

    /// <summary>As many as the span is long; none and an error when fewer are processed.</summary>
    public static void SourceUnqueueBuffers(int sid, Span<int> bids)
    {
        fixed (int* first = bids)
        {
            AlNative.SourceUnqueueBuffers(sid, bids.Length, first);
        }
    }

    /// <summary>0 and an error when none is processed.</summary>
    public static int SourceUnqueueBuffer(int sid)
    {
        var buffer = 0;
        AlNative.SourceUnqueueBuffers(sid, 1, &buffer);
        return buffer;
    }

    public static int[] SourceUnqueueBuffers(int sid, int numEntries)
    {
        var buffers = new int[numEntries];
        SourceUnqueueBuffers(sid, buffers);
        return buffers;
    }
}
