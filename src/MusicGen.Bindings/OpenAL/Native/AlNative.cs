using System.Runtime.InteropServices;

namespace MusicGen.Bindings.OpenAL.Native;

/// <summary>The al… functions that the binding uses (OpenAL 1.1 specification; AL_SOFT_source_latency for the last two).</summary>
internal static unsafe partial class AlNative
{
    private const string Library = OpenAlLibrary.Name;

    static AlNative() => OpenAlLibrary.Register();

    [LibraryImport(Library, EntryPoint = "alGetString")]
    public static partial byte* GetString(int name);

    [LibraryImport(Library, EntryPoint = "alGetInteger")]
    public static partial int GetInteger(int name);

    [LibraryImport(Library, EntryPoint = "alGetError")]
    public static partial int GetError();

    [LibraryImport(Library, EntryPoint = "alIsExtensionPresent", StringMarshalling = StringMarshalling.Utf8)]
    public static partial byte IsExtensionPresent(string name);

    [LibraryImport(Library, EntryPoint = "alGetProcAddress", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint GetProcAddress(string name);

    [LibraryImport(Library, EntryPoint = "alDistanceModel")]
    public static partial void DistanceModel(int model);

    [LibraryImport(Library, EntryPoint = "alListenerf")]
    public static partial void Listener(int name, float value);

    [LibraryImport(Library, EntryPoint = "alListenerfv")]
    public static partial void Listener(int name, float* values);

    [LibraryImport(Library, EntryPoint = "alGenSources")]
    public static partial void GenSources(int count, int* sources);

    [LibraryImport(Library, EntryPoint = "alDeleteSources")]
    public static partial void DeleteSources(int count, int* sources);

    [LibraryImport(Library, EntryPoint = "alIsSource")]
    public static partial byte IsSource(int source);

    [LibraryImport(Library, EntryPoint = "alSourcef")]
    public static partial void Source(int source, int name, float value);

    [LibraryImport(Library, EntryPoint = "alSource3f")]
    public static partial void Source(int source, int name, float value1, float value2, float value3);

    [LibraryImport(Library, EntryPoint = "alSourcei")]
    public static partial void Source(int source, int name, int value);

    [LibraryImport(Library, EntryPoint = "alGetSourcef")]
    public static partial void GetSource(int source, int name, float* value);

    [LibraryImport(Library, EntryPoint = "alGetSourcei")]
    public static partial void GetSource(int source, int name, int* value);

    [LibraryImport(Library, EntryPoint = "alSourcePlay")]
    public static partial void SourcePlay(int source);

    [LibraryImport(Library, EntryPoint = "alSourceStop")]
    public static partial void SourceStop(int source);

    [LibraryImport(Library, EntryPoint = "alSourceRewind")]
    public static partial void SourceRewind(int source);

    [LibraryImport(Library, EntryPoint = "alSourcePause")]
    public static partial void SourcePause(int source);

    [LibraryImport(Library, EntryPoint = "alSourceQueueBuffers")]
    public static partial void SourceQueueBuffers(int source, int count, int* buffers);

    [LibraryImport(Library, EntryPoint = "alSourceUnqueueBuffers")]
    public static partial void SourceUnqueueBuffers(int source, int count, int* buffers);

    [LibraryImport(Library, EntryPoint = "alGenBuffers")]
    public static partial void GenBuffers(int count, int* buffers);

    [LibraryImport(Library, EntryPoint = "alDeleteBuffers")]
    public static partial void DeleteBuffers(int count, int* buffers);

    [LibraryImport(Library, EntryPoint = "alIsBuffer")]
    public static partial byte IsBuffer(int buffer);

    [LibraryImport(Library, EntryPoint = "alBufferData")]
    public static partial void BufferData(int buffer, int format, void* samples, int bytes, int frequency);

    [LibraryImport(Library, EntryPoint = "alGetBufferi")]
    public static partial void GetBuffer(int buffer, int name, int* value);

    [LibraryImport(Library, EntryPoint = "alGetSourcei64vSOFT")]
    public static partial void GetSource(int source, int name, long* values);

    [LibraryImport(Library, EntryPoint = "alGetSourcedvSOFT")]
    public static partial void GetSource(int source, int name, double* values);
}
