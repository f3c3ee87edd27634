using MusicGen.Bindings.OpenAL.Native;

namespace MusicGen.Bindings.OpenAL;

/// <summary>The current context of OpenAL: its sources, the buffers queued on them, and what went wrong.</summary>
/// <remarks>
/// Nothing throws but a missing library (<see cref="DllNotFoundException"/>): poll <see cref="GetError"/>. A source that ran dry is
/// <see cref="ALSourceState.Stopped"/> and is played again once it has buffers. Queueing, unqueueing, filling and asking
/// allocate nothing. Thread-safe.
/// </remarks>
public unsafe partial class AL
{
    protected AL()
    {
    }

    public static string Get(ALGetString param) => OpenAlLibrary.Text(AlNative.GetString((int)param));

    public static int Get(ALGetInteger param) => AlNative.GetInteger((int)param);

    public static string GetErrorString(ALError param) => OpenAlLibrary.Text(AlNative.GetString((int)param));

    /// <summary>The first error since this was last asked; asking clears it.</summary>
    public static ALError GetError() => (ALError)AlNative.GetError();

    public static bool IsExtensionPresent(string extname) => AlNative.IsExtensionPresent(extname) != 0;

    public static IntPtr GetProcAddress(string fname) => AlNative.GetProcAddress(fname);

    public static void DistanceModel(ALDistanceModel distancemodel) => AlNative.DistanceModel((int)distancemodel);

    public static void Listener(ALListenerf param, float value) => AlNative.Listener((int)param, value);

    public static void Listener(ALListenerfv param, float* values) => AlNative.Listener((int)param, values);

    public static void Listener(ALListenerfv param, ref float values)
    {
        fixed (float* first = &values)
        {
            AlNative.Listener((int)param, first);
        }
    }

    public static void Listener(ALListenerfv param, float[] values)
    {
        fixed (float* first = values)
        {
            AlNative.Listener((int)param, first);
        }
    }

    /// <summary>AL_EXT_float32: buffers of floats, ±1 at full scale.</summary>
    public class EXTFloat32
    {
        public const string ExtensionName = "AL_EXT_float32";

        private EXTFloat32()
        {
        }

        public static bool IsExtensionPresent() => AL.IsExtensionPresent(ExtensionName);

        public static void BufferData(int bid, FloatBufferFormat format, float* buffer, int bytes, int freq) =>
            AlNative.BufferData(bid, (int)format, buffer, bytes, freq);

        public static void BufferData(int bid, FloatBufferFormat format, ref float buffer, int bytes, int freq)
        {
            fixed (float* first = &buffer)
            {
                BufferData(bid, format, first, bytes, freq);
            }
        }

        public static void BufferData(int bid, FloatBufferFormat format, float[] buffer, int freq) =>
            BufferData(bid, format, buffer.AsSpan(), freq);

        public static void BufferData(int bid, FloatBufferFormat format, Span<float> buffer, int freq)
        {
            fixed (float* first = buffer)
            {
                BufferData(bid, format, first, buffer.Length * sizeof(float), freq);
            }
        }
    }

    /// <summary>AL_SOFT_source_latency: where a source is and how long until that is heard, read at one instant.</summary>
    public class SourceLatency
    {
        public const string ExtensionName = "AL_SOFT_source_latency";

        private const int OffsetAndLatencyCount = 2;

        private SourceLatency()
        {
        }

        public static bool IsExtensionPresent() => AL.IsExtensionPresent(ExtensionName);

        /// <exception cref="ArgumentException">No room for two values.</exception>
        public static void GetSource(int source, SourceLatencyVector2i param, Span<long> values)
        {
            Require.Room(values.Length, OffsetAndLatencyCount);
            fixed (long* first = values)
            {
                AlNative.GetSource(source, (int)param, first);
            }
        }

        /// <exception cref="ArgumentException">No room for two values.</exception>
        public static void GetSource(int source, SourceLatencyVector2d param, Span<double> values)
        {
            Require.Room(values.Length, OffsetAndLatencyCount);
            fixed (double* first = values)
            {
                AlNative.GetSource(source, (int)param, first);
            }
        }
    }
}
