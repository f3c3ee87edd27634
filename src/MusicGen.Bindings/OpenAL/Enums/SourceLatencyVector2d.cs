namespace MusicGen.Bindings.OpenAL;

/// <summary>Offset and latency of a source, both in seconds.</summary>
public enum SourceLatencyVector2d
{
    SecOffsetLatency = 0x1201,
}
