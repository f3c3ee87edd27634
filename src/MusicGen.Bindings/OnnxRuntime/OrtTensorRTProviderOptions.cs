using System.Globalization;
using System.Runtime.InteropServices;

namespace MusicGen.Bindings.OnnxRuntime;

/// <summary>The TensorRT provider's settings by name (the C API's V2 form), for <see cref="SessionOptions.AppendExecutionProvider_Tensorrt(OrtTensorRTProviderOptions)"/>.</summary>
public sealed class OrtTensorRTProviderOptions : SafeHandle
{
    private const string DeviceIdKey = "device_id";

    private int _deviceId;

    /// <exception cref="OnnxRuntimeException">The library was built without TensorRT, or its provider library is missing.</exception>
    public OrtTensorRTProviderOptions()
        : base(0, ownsHandle: true) => SetHandle(OrtApi.CreateTensorRTOptions());

    public override bool IsInvalid => handle == 0;

    internal nint Pointer => IsClosed ? throw new ObjectDisposedException(nameof(OrtTensorRTProviderOptions)) : handle;

    /// <summary>All settings as "name=value;…".</summary>
    public string GetOptions() => OrtApi.GetTensorRTOptionsAsString(Pointer);

    public void UpdateOptions(Dictionary<string, string> providerOptions)
    {
        OrtApi.UpdateTensorRTOptions(Pointer, providerOptions);
        if (providerOptions.TryGetValue(DeviceIdKey, out var deviceId))
        {
            _deviceId = int.Parse(deviceId, CultureInfo.InvariantCulture);
        }
    }

    /// <summary>The GPU's number: 0 unless "device_id" was set.</summary>
    public int GetDeviceId() => _deviceId;

    protected override bool ReleaseHandle()
    {
        OrtApi.ReleaseTensorRTOptions(handle);
        handle = 0;
        return true;
    }
}
