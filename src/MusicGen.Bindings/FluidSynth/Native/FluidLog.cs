using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace MusicGen.Bindings.FluidSynth.Native;

/// <summary>
/// Takes libfluidsynth's messages off stderr and keeps the error texts of the call under way, so that an exception can quote them.
/// </summary>
/// <remarks>
/// libfluidsynth has one log for the whole process and also writes to it while rendering (polyphony exceeded, a preset
/// missing); so the callback drops everything that does not come from the one thread that captures, and allocates nothing.
/// Thread-safe.
/// </remarks>
internal static unsafe class FluidLog
{
    private const int Panic = 0;
    private const int Error = 1;
    private const int LevelCount = 5;
    private const int CapacityBytes = 2048;

    private static readonly Lock Gate = new();
    private static readonly byte* Text = (byte*)NativeMemory.Alloc(CapacityBytes);
    private static int _textBytes;
    private static int _capturingThread;
    private static bool _attached;

    /// <summary>Runs one native call and gives the errors that it logged, joined by "; ".</summary>
    public static T Capture<T>(Func<T> call, out string text)
    {
        lock (Gate)
        {
            Attach();
            _textBytes = 0;
            Volatile.Write(ref _capturingThread, Environment.CurrentManagedThreadId);
            try
            {
                return call();
            }
            finally
            {
                Volatile.Write(ref _capturingThread, 0);
                text = _textBytes == 0 ? "it gives no reason" : Encoding.UTF8.GetString(Text, _textBytes);
            }
        }
    }

    private static void Attach()
    {
        if (_attached)
        {
            return;
        }

        for (var level = Panic; level < LevelCount; level++)
        {
            Fluid.SetLogFunction(level, &OnMessage, 0);
        }

        _attached = true;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnMessage(int level, byte* message, nint context)
    {
        if (level > Error || message is null || Volatile.Read(ref _capturingThread) != Environment.CurrentManagedThreadId)
        {
            return;
        }

        if (_textBytes > 0 && _textBytes + 2 < CapacityBytes)
        {
            Text[_textBytes++] = (byte)';';
            Text[_textBytes++] = (byte)' ';
        }

        while (*message != 0 && _textBytes < CapacityBytes)
        {
            Text[_textBytes++] = *message++;
        }
    }
}
