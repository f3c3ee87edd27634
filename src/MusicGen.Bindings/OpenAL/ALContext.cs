namespace MusicGen.Bindings.OpenAL;

/// <summary>A native context; not disposable: see <see cref="ALC"/> for its end.</summary>
public struct ALContext : IEquatable<ALContext>
{
    public static readonly ALContext Null = new(0);

    public IntPtr Handle;

    public ALContext(IntPtr handle)
    {
        Handle = handle;
    }

    public static implicit operator IntPtr(ALContext context) => context.Handle;

    public static bool operator ==(ALContext left, ALContext right) => left.Handle == right.Handle;

    public static bool operator !=(ALContext left, ALContext right) => left.Handle != right.Handle;

    public readonly bool Equals(ALContext other) => Handle == other.Handle;

    public override readonly bool Equals(object? other) => other is ALContext context && Equals(context);

    public override readonly int GetHashCode() => Handle.GetHashCode();
}
