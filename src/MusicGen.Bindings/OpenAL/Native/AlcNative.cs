using System.Runtime.InteropServices;

namespace MusicGen.Bindings.OpenAL.Native;

/// <summary>The alc… functions that the binding uses (OpenAL 1.1; ALC_SOFT_device_clock and ALC_SOFT_loopback for the last four).</summary>
internal static unsafe partial class AlcNative
{
    private const string Library = OpenAlLibrary.Name;

    static AlcNative() => OpenAlLibrary.Register();

    [LibraryImport(Library, EntryPoint = "alcOpenDevice", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint OpenDevice(string? name);

    [LibraryImport(Library, EntryPoint = "alcCloseDevice")]
    public static partial byte CloseDevice(nint device);

    [LibraryImport(Library, EntryPoint = "alcCreateContext")]
    public static partial nint CreateContext(nint device, int* attributes);

    [LibraryImport(Library, EntryPoint = "alcMakeContextCurrent")]
    public static partial byte MakeContextCurrent(nint context);

    [LibraryImport(Library, EntryPoint = "alcProcessContext")]
    public static partial void ProcessContext(nint context);

    [LibraryImport(Library, EntryPoint = "alcSuspendContext")]
    public static partial void SuspendContext(nint context);

    [LibraryImport(Library, EntryPoint = "alcDestroyContext")]
    public static partial void DestroyContext(nint context);

    [LibraryImport(Library, EntryPoint = "alcGetCurrentContext")]
    public static partial nint GetCurrentContext();

    [LibraryImport(Library, EntryPoint = "alcGetContextsDevice")]
    public static partial nint GetContextsDevice(nint context);

    [LibraryImport(Library, EntryPoint = "alcGetError")]
    public static partial int GetError(nint device);

    [LibraryImport(Library, EntryPoint = "alcIsExtensionPresent", StringMarshalling = StringMarshalling.Utf8)]
    public static partial byte IsExtensionPresent(nint device, string name);

    [LibraryImport(Library, EntryPoint = "alcGetProcAddress", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint GetProcAddress(nint device, string name);

    [LibraryImport(Library, EntryPoint = "alcGetEnumValue", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int GetEnumValue(nint device, string name);

    [LibraryImport(Library, EntryPoint = "alcGetString")]
    public static partial byte* GetString(nint device, int name);

    [LibraryImport(Library, EntryPoint = "alcGetIntegerv")]
    public static partial void GetInteger(nint device, int name, int count, int* values);

    [LibraryImport(Library, EntryPoint = "alcGetInteger64vSOFT")]
    public static partial void GetInteger(nint device, int name, int count, long* values);

    [LibraryImport(Library, EntryPoint = "alcLoopbackOpenDeviceSOFT", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint OpenLoopbackDevice(string? name);

    [LibraryImport(Library, EntryPoint = "alcIsRenderFormatSupportedSOFT")]
    public static partial byte IsRenderFormatSupported(nint device, int frequency, int channels, int type);

    [LibraryImport(Library, EntryPoint = "alcRenderSamplesSOFT")]
    public static partial void RenderSamples(nint device, void* samples, int frames);
}
