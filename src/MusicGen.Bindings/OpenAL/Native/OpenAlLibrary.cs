using System.Runtime.InteropServices;

namespace MusicGen.Bindings.OpenAL.Native;

/// <summary>How the imports of <see cref="AlNative"/> and <see cref="AlcNative"/> find OpenAL Soft, and how its texts are read.</summary>
internal static unsafe class OpenAlLibrary
{
    public const string Name = "openal";

    public static void Register() => NativeLibraryResolver.Register(Name, Load);

    public static string Text(byte* text) => text is null ? string.Empty : Marshal.PtrToStringUTF8((nint)text)!;

    /// <summary>Reads names that end with a zero each, and with an empty one the list.</summary>
    public static List<string> TextList(byte* text)
    {
        var list = new List<string>();
        while (text is not null && *text != 0)
        {
            var name = Text(text);
            list.Add(name);
            while (*text++ != 0)
            {
            }
        }

        return list;
    }

    private static nint Load() => NativeLibraryResolver.LoadFirst(
        Name, "install it with: apt-get install libopenal1.", new OpenALLibraryNameContainer().GetLibraryName());
}
