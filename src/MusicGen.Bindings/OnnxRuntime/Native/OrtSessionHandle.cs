using System.Runtime.InteropServices;

namespace MusicGen.Bindings.OnnxRuntime;

/// <summary>Owns a native session; bindings and allocators of the session hold a reference, so that it outlives them whatever the order of disposal.</summary>
internal sealed class OrtSessionHandle : SafeHandle
{
    public OrtSessionHandle(nint session)
        : base(0, ownsHandle: true) => SetHandle(session);

    public override bool IsInvalid => handle == 0;

    /// <exception cref="ObjectDisposedException">The session was disposed.</exception>
    public nint Pointer => IsClosed ? throw new ObjectDisposedException(nameof(InferenceSession)) : handle;

    protected override bool ReleaseHandle()
    {
        OrtApi.ReleaseSession(handle);
        handle = 0;
        return true;
    }
}
