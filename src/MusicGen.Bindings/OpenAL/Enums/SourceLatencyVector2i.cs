namespace MusicGen.Bindings.OpenAL;

/// <summary>Offset in 32.32 fixed-point samples and latency in nanoseconds.</summary>
public enum SourceLatencyVector2i
{
    SampleOffsetLatency = 0x1200,
}
