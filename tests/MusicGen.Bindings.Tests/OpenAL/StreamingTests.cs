using MusicGen.Bindings.OpenAL;

namespace MusicGen.Bindings.Tests.OpenAL;

/// <summary>Queued streaming as the player does it: what is queued is heard, buffers come back, running dry is seen.</summary>
[Collection(OpenAlCollection.Name)]
public sealed class StreamingTests
{
    private const int PeriodFrames = 480;
    private const int AlcConnected = 0x313;

    [OpenAlFact]
    public void QueuedFramesComeOutAsTheyWentIn()
    {
        using var device = new LoopbackDevice();
        var source = AL.GenSource();
        var buffers = AL.GenBuffers(4);
        var sent = new float[2 * 4 * PeriodFrames];
        for (var i = 0; i < sent.Length; i++)
        {
            // Two sines, one a side; half of full scale keeps OpenAL's limiter out of it.
            sent[i] = 0.5f * MathF.Sin(i / 2 * (i % 2 == 0 ? 0.05f : 0.083f));
        }

        for (var i = 0; i < buffers.Length; i++)
        {
            AL.EXTFloat32.BufferData(
                buffers[i], FloatBufferFormat.Stereo, sent.AsSpan(2 * i * PeriodFrames, 2 * PeriodFrames), LoopbackDevice.SampleRateHz);
        }

        AL.SourceQueueBuffers(source, buffers);
        AL.SourcePlay(source);
        var heard = device.Mix(4 * PeriodFrames);

        Assert.Equal(ALError.NoError, AL.GetError());
        Assert.All(heard.Zip(sent), pair => Assert.Equal(pair.Second, pair.First, 1e-6f));
        AL.DeleteSource(source);
        AL.DeleteBuffers(buffers);
    }

    [OpenAlFact]
    public void BuffersComeBackInOrderAndAreUsedAgain()
    {
        using var device = new LoopbackDevice();
        var source = AL.GenSource();
        var buffers = AL.GenBuffers(3);
        var period = new short[2 * PeriodFrames];
        var returned = new List<int>();
        foreach (var buffer in buffers)
        {
            AL.BufferData(buffer, ALFormat.Stereo16, period, LoopbackDevice.SampleRateHz);
        }

        AL.SourceQueueBuffers(source, buffers);
        AL.SourcePlay(source);
        for (var round = 0; round < 9; round++)
        {
            device.Mix(PeriodFrames);
            Assert.Equal(1, AL.GetSource(source, ALGetSourcei.BuffersProcessed));
            var buffer = AL.SourceUnqueueBuffer(source);
            returned.Add(buffer);
            AL.BufferData(buffer, ALFormat.Stereo16, period, LoopbackDevice.SampleRateHz);
            AL.SourceQueueBuffer(source, buffer);
        }

        Assert.Equal(buffers.Concat(buffers).Concat(buffers), returned);
        Assert.Equal(ALSourceState.Playing, (ALSourceState)AL.GetSource(source, ALGetSourcei.SourceState));
        Assert.Equal(3, AL.GetSource(source, ALGetSourcei.BuffersQueued));
        Assert.Equal(ALError.NoError, AL.GetError());
    }

    [OpenAlFact]
    public void ASourceThatRunsDryIsStoppedAndPlaysAgain()
    {
        using var device = new LoopbackDevice();
        var source = AL.GenSource();
        var buffer = AL.GenBuffer();
        AL.BufferData(buffer, ALFormat.Stereo16, new short[2 * PeriodFrames], LoopbackDevice.SampleRateHz);
        AL.SourceQueueBuffer(source, buffer);
        AL.SourcePlay(source);

        device.Mix(2 * PeriodFrames);
        var dry = (ALSourceState)AL.GetSource(source, ALGetSourcei.SourceState);
        Assert.Equal(buffer, AL.SourceUnqueueBuffer(source));
        AL.SourceQueueBuffer(source, buffer);
        AL.SourcePlay(source);
        device.Mix(PeriodFrames / 2);

        Assert.Equal(ALSourceState.Stopped, dry);
        Assert.Equal(ALSourceState.Playing, (ALSourceState)AL.GetSource(source, ALGetSourcei.SourceState));
        Assert.Equal(ALError.NoError, AL.GetError());
    }

    [OpenAlFact]
    public void ErrorsArePolledAndClearedByAsking()
    {
        using var device = new LoopbackDevice();

        Assert.Equal(0, AL.GetSource(12_345, ALGetSourcei.SourceState));
        Assert.Equal(ALError.InvalidName, AL.GetError());
        Assert.Equal(ALError.NoError, AL.GetError());
        Assert.Equal("Invalid Name", AL.GetErrorString(ALError.InvalidName));
    }

    [OpenAlFact]
    public void UnqueueingMoreThanIsProcessedIsAnError()
    {
        using var device = new LoopbackDevice();
        var source = AL.GenSource();
        Span<int> buffers = stackalloc int[2];

        AL.SourceUnqueueBuffers(source, buffers);

        Assert.Equal(ALError.InvalidValue, AL.GetError());
        Assert.Throws<ArgumentException>(() => AL.SourceUnqueueBuffers(source, 3, new int[2]));
    }

    [OpenAlFact]
    public void AQueueCycleAllocatesNothing()
    {
        using var device = new LoopbackDevice();
        var source = AL.GenSource();
        var buffers = AL.GenBuffers(4);
        var (period, mixed, ids) = (new float[2 * PeriodFrames], new float[2 * PeriodFrames], new int[4]);
        foreach (var buffer in buffers)
        {
            AL.EXTFloat32.BufferData(buffer, FloatBufferFormat.Stereo, period.AsSpan(), LoopbackDevice.SampleRateHz);
        }

        AL.SourceQueueBuffers(source, buffers);
        AL.SourcePlay(source);
        var recycled = 0;

        Assert.Equal(0, Allocation.BytesOf(() => Cycle(device, source, period, mixed, ids, 100), () => recycled = Cycle(device, source, period, mixed, ids, 2_000)));
        Assert.Equal(2_000, recycled);
        Assert.Equal(ALError.NoError, AL.GetError());
    }

    [NullDeviceFact]
    public void TheNullDevicePlaysInRealTimeAndIsConnected()
    {
        var device = ALC.OpenDevice(null);
        var context = ALC.CreateContext(device, new ALContextAttributes { Frequency = 48_000 });
        ALC.MakeContextCurrent(context);
        var source = AL.GenSource();
        var buffers = AL.GenBuffers(3);
        foreach (var buffer in buffers)
        {
            AL.BufferData<short>(buffer, ALFormat.Stereo16, new short[2 * PeriodFrames], 48_000);
        }

        AL.SourceQueueBuffers(source, buffers);
        AL.SourcePlay(source);
        var played = SpinWait.SpinUntil(() => AL.GetSource(source, ALGetSourcei.BuffersProcessed) == 3, TimeSpan.FromSeconds(20));
        ALC.GetInteger(device, (AlcGetInteger)AlcConnected, 1, out var connected);

        Assert.True(played);
        Assert.Equal(1, connected);
        Assert.Equal(AlcError.NoError, ALC.GetError(device));
        AL.SourceStop(source);
        AL.DeleteSource(source);
        AL.DeleteBuffers(buffers);
        Assert.True(ALC.MakeContextCurrent(ALContext.Null));
        ALC.DestroyContext(context);
        Assert.True(ALC.CloseDevice(device));
    }

    private static int Cycle(LoopbackDevice device, int source, float[] period, float[] mixed, int[] ids, int cycles)
    {
        Span<double> offsetAndLatency = stackalloc double[2];
        var recycled = 0;
        for (var i = 0; i < cycles; i++)
        {
            ALC.Loopback.RenderSamplesSOFT(device.Device, mixed, PeriodFrames);
            AL.SourceLatency.GetSource(source, SourceLatencyVector2d.SecOffsetLatency, offsetAndLatency);
            ALC.GetInteger(device.Device, (AlcGetInteger)AlcConnected, 1, out _);
            var processed = ids.AsSpan(0, AL.GetSource(source, ALGetSourcei.BuffersProcessed));
            AL.SourceUnqueueBuffers(source, processed);
            foreach (var buffer in processed)
            {
                AL.EXTFloat32.BufferData(buffer, FloatBufferFormat.Stereo, period.AsSpan(), LoopbackDevice.SampleRateHz);
                AL.SourceQueueBuffer(source, buffer);
                recycled++;
            }

            if ((ALSourceState)AL.GetSource(source, ALGetSourcei.SourceState) != ALSourceState.Playing)
            {
                AL.SourcePlay(source);
            }

            AL.GetError();
        }

        return recycled;
    }
}
