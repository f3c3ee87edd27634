using System.Runtime.InteropServices;

namespace MusicGen.Bindings.Linux.Native;

/// <summary>System calls whose refusal is an answer, not a fault.</summary>
internal static class SystemCall
{
    /// <summary>Makes a call.</summary>
    /// <param name="call">Returns less than 0, and sets the error, where it is refused.</param>
    /// <returns>0, or the error number.</returns>
    public static int Try(Func<int> call)
    {
        try
        {
            return call() < 0 ? Marshal.GetLastPInvokeError() : 0;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return ThreadScheduling.NotSupported;
        }
    }
}
