namespace MusicGen.Bindings.OpenAL;

/// <summary>A native device; not disposable: see <see cref="ALC"/> for its end.</summary>
public struct ALDevice : IEquatable<ALDevice>
{
    public static readonly ALDevice Null = new(0);

    public IntPtr Handle;

    public ALDevice(IntPtr handle)
    {
        Handle = handle;
    }

    public static implicit operator IntPtr(ALDevice device) => device.Handle;

    public static bool operator ==(ALDevice left, ALDevice right) => left.Handle == right.Handle;

    public static bool operator !=(ALDevice left, ALDevice right) => left.Handle != right.Handle;

    public readonly bool Equals(ALDevice other) => Handle == other.Handle;

    public override readonly bool Equals(object? other) => other is ALDevice device && Equals(device);

    public override readonly int GetHashCode() => Handle.GetHashCode();
}
