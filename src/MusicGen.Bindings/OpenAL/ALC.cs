using MusicGen.Bindings.OpenAL.Native;

namespace MusicGen.Bindings.OpenAL;

/// <summary>Devices and contexts of OpenAL: where the audio output begins and ends.</summary>
/// <remarks>
/// Nothing throws but a missing library (<see cref="DllNotFoundException"/>): failures are null handles and polled errors.
/// The end, in this order: stop and delete sources, delete buffers, <see cref="MakeContextCurrent"/> with null,
/// <see cref="DestroyContext"/>, <see cref="CloseDevice"/>. Thread-safe.
/// </remarks>
public unsafe partial class ALC
{
    protected ALC()
    {
    }

    /// <summary>Opens a device by name, or the default one for null; <see cref="ALDevice.Null"/> where there is none.</summary>
    public static ALDevice OpenDevice(string? devicename) => new(AlcNative.OpenDevice(devicename));

    /// <summary>False while contexts or buffers of the device remain.</summary>
    public static bool CloseDevice(ALDevice device) => AlcNative.CloseDevice(device) != 0;

    public static ALContext CreateContext(ALDevice device, int* attributeList) => new(AlcNative.CreateContext(device, attributeList));

    public static ALContext CreateContext(ALDevice device, in int attributeList)
    {
        fixed (int* first = &attributeList)
        {
            return CreateContext(device, first);
        }
    }

    /// <summary>Pairs of attribute and value, ended by 0; null for none.</summary>
    public static ALContext CreateContext(ALDevice device, int[]? attributeList) => CreateContext(device, attributeList.AsSpan());

    public static ALContext CreateContext(ALDevice device, Span<int> attributeList)
    {
        fixed (int* first = attributeList)
        {
            return CreateContext(device, first);
        }
    }

    public static ALContext CreateContext(ALDevice device, ALContextAttributes attributes) =>
        CreateContext(device, attributes.CreateAttributeArray());

    /// <summary>For the whole process, not the calling thread alone.</summary>
    public static bool MakeContextCurrent(ALContext context) => AlcNative.MakeContextCurrent(context) != 0;

    public static void ProcessContext(ALContext context) => AlcNative.ProcessContext(context);

    public static void SuspendContext(ALContext context) => AlcNative.SuspendContext(context);

    public static void DestroyContext(ALContext context) => AlcNative.DestroyContext(context);

    public static ALContext GetCurrentContext() => new(AlcNative.GetCurrentContext());

    public static ALDevice GetContextsDevice(ALContext context) => new(AlcNative.GetContextsDevice(context));

    public static AlcError GetError(ALDevice device) => (AlcError)AlcNative.GetError(device);

    public static bool IsExtensionPresent(ALDevice device, string extname) => AlcNative.IsExtensionPresent(device, extname) != 0;

    public static IntPtr GetProcAddress(ALDevice device, string funcname) => AlcNative.GetProcAddress(device, funcname);

    public static int GetEnumValue(ALDevice device, string enumname) => AlcNative.GetEnumValue(device, enumname);

    /// <summary>Of a parameter that is a list, the first; empty where there is none.</summary>
    public static string GetString(ALDevice device, AlcGetString param) =>
        OpenAlLibrary.Text(AlcNative.GetString(device, (int)param));

    public static List<string> GetString(ALDevice device, AlcGetStringList param) =>
        OpenAlLibrary.TextList(AlcNative.GetString(device, (int)param));

    public static List<string> GetString(AlcGetStringList param) => GetString(ALDevice.Null, param);

    public static IEnumerable<string> GetStringList(GetEnumerationStringList param) =>
        OpenAlLibrary.TextList(AlcNative.GetString(0, (int)param));

    public static void GetInteger(ALDevice device, AlcGetInteger param, int size, int* data) =>
        AlcNative.GetInteger(device, (int)param, size, data);

    /// <exception cref="ArgumentException">The array holds fewer than <paramref name="size"/> values.</exception>
    public static void GetInteger(ALDevice device, AlcGetInteger param, int size, int[] data)
    {
        Require.Room(data.Length, size);
        fixed (int* first = data)
        {
            GetInteger(device, param, size, first);
        }
    }

    /// <exception cref="ArgumentException">The size is not 1.</exception>
    public static void GetInteger(ALDevice device, AlcGetInteger param, int size, out int data)
    {
        Require.Room(1, size);
        GetInteger(device, param, out data);
    }

    public static void GetInteger(ALDevice device, AlcGetInteger param, out int data)
    {
        // Set beforehand: the library writes nothing when it does not know the parameter.
        var value = 0;
        GetInteger(device, param, 1, &value);
        data = value;
    }

    public static int GetInteger(ALDevice device, AlcGetInteger param)
    {
        GetInteger(device, param, out var data);
        return data;
    }

    /// <summary>What the device's context came out with, which may differ from what was asked.</summary>
    public static ALContextAttributes GetContextAttributes(ALDevice device)
    {
        var attributes = new int[GetInteger(device, AlcGetInteger.AttributesSize)];
        GetInteger(device, AlcGetInteger.AllAttributes, attributes.Length, attributes);
        return ALContextAttributes.FromArray(attributes);
    }
}
