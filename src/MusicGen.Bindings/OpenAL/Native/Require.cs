namespace MusicGen.Bindings.OpenAL.Native;

/// <summary>Keeps native code from writing past the end of a caller's array.</summary>
internal static class Require
{
    public static void Room(int found, int needed)
    {
        if (found < needed)
        {
            throw new ArgumentException($"Room for {needed} values was expected, but found {found}.");
        }
    }
}
