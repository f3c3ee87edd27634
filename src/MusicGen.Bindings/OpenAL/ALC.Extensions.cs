using MusicGen.Bindings.OpenAL.Native;

namespace MusicGen.Bindings.OpenAL;

public unsafe partial class ALC
{
    /// <summary>ALC_ENUMERATE_ALL_EXT: the names of all outputs, not only one per driver.</summary>
    public class EnumerateAll
    {
        public const string ExtensionName = "ALC_ENUMERATE_ALL_EXT";

        private EnumerateAll()
        {
        }

        public static bool IsExtensionPresent() => ALC.IsExtensionPresent(ALDevice.Null, ExtensionName);

        public static bool IsExtensionPresent(ALDevice device) => ALC.IsExtensionPresent(device, ExtensionName);

        public static string GetString(ALDevice device, GetEnumerateAllContextString param) =>
            OpenAlLibrary.Text(AlcNative.GetString(device, (int)param));

        public static IEnumerable<string> GetStringList(GetEnumerateAllContextStringList param) =>
            OpenAlLibrary.TextList(AlcNative.GetString(0, (int)param));
    }

    /// <summary>ALC_SOFT_device_clock: how far the device has played, in nanoseconds.</summary>
    public class DeviceClock
    {
        public const string ExtensionName = "ALC_SOFT_device_clock";

        private const int ClockAndLatencyCount = 2;

        private DeviceClock()
        {
        }

        public static bool IsExtensionPresent(ALDevice device) => ALC.IsExtensionPresent(device, ExtensionName);

        /// <exception cref="ArgumentException">No room for the one value, or the two of <see cref="GetInteger64.DeviceClockLatency"/>.</exception>
        public static void GetInteger(ALDevice device, GetInteger64 param, Span<long> values)
        {
            Require.Room(values.Length, param == GetInteger64.DeviceClockLatency ? ClockAndLatencyCount : 1);
            fixed (long* first = values)
            {
                AlcNative.GetInteger(device, (int)param, values.Length, first);
            }
        }
    }

    /// <summary>ALC_SOFT_loopback: a device without hardware whose mix is fetched by hand.</summary>
    public class Loopback
    {
        public const string ExtensionName = "ALC_SOFT_loopback";

        private Loopback()
        {
        }

        public static bool IsExtensionPresent(ALDevice device) => ALC.IsExtensionPresent(device, ExtensionName);

        public static ALDevice LoopbackOpenDeviceSOFT(string? device) => new(AlcNative.OpenLoopbackDevice(device));

        public static bool IsRenderFormatSupportedSOFT(ALDevice device, int frequency, Channels channels, RenderFormat type) =>
            AlcNative.IsRenderFormatSupported(device, frequency, (int)channels, (int)type) != 0;

        /// <summary>Mixes so many frames (the package calls them samples) into the buffer, whose size the caller answers for.</summary>
        public static void RenderSamplesSOFT(ALDevice device, byte* buffer, int samples) =>
            AlcNative.RenderSamples(device, buffer, samples);

        /// <inheritdoc cref="RenderSamplesSOFT(ALDevice, byte*, int)"/>
        public static void RenderSamplesSOFT(ALDevice device, ref byte buffer, int samples)
        {
            fixed (byte* first = &buffer)
            {
                AlcNative.RenderSamples(device, first, samples);
            }
        }

        /// <inheritdoc cref="RenderSamplesSOFT(ALDevice, byte*, int)"/>
        public static void RenderSamplesSOFT(ALDevice device, byte[] buffer, int samples) =>
            RenderSamplesSOFT<byte>(device, buffer, samples);

        /// <inheritdoc cref="RenderSamplesSOFT(ALDevice, byte*, int)"/>
        public static void RenderSamplesSOFT<TBuffer>(ALDevice device, TBuffer[] buffer, int samples)
            where TBuffer : unmanaged
        {
            fixed (TBuffer* first = buffer)
            {
                AlcNative.RenderSamples(device, first, samples);
            }
        }
    }
}
