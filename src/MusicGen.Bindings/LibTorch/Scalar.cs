namespace MusicGen.Bindings.LibTorch;

/// <summary>A number on its way into an operator; it keeps whether it was whole, real or a truth value, because that decides the result's type.</summary>
public sealed class Scalar : IDisposable
{
    private readonly Argument _argument;

    private Scalar(Argument argument, double real)
    {
        _argument = argument;
        Real = real;
    }

    internal double Real { get; }

    public static implicit operator Scalar(float value) => new((double)value, value);

    public static implicit operator Scalar(double value) => new(value, value);

    public static implicit operator Scalar(byte value) => new((long)value, value);

    public static implicit operator Scalar(int value) => new((long)value, value);

    public static implicit operator Scalar(long value) => new(value, value);

    public static implicit operator Scalar(bool value) => new(value, value ? 1 : 0);

    internal Argument ToArgument() => _argument;

    /// <summary>Nothing native is held; present because the package's scalar is disposable.</summary>
    public void Dispose()
    {
    }
}
