namespace MusicGen.Bindings.OnnxRuntime;

/// <summary>A tensor whose elements lie in one piece of managed memory.</summary>
public sealed class DenseTensor<T> : Tensor<T>
{
    public DenseTensor(int length)
        : this(new T[length], [length])
    {
    }

    public DenseTensor(ReadOnlySpan<int> dimensions)
        : base(dimensions) => Buffer = new T[Length];

    /// <exception cref="ArgumentException">The memory is shorter or longer than the shape.</exception>
    public DenseTensor(Memory<T> memory, ReadOnlySpan<int> dimensions)
        : base(dimensions)
    {
        if (memory.Length != Length)
        {
            throw new ArgumentException($"Memory of {Length} elements expected for the shape, but it has {memory.Length}.", nameof(memory));
        }

        Buffer = memory;
    }

    public Memory<T> Buffer { get; }

    public override Tensor<T> Clone() => new DenseTensor<T>(Buffer.ToArray(), Dimensions);

    public override Tensor<T> Reshape(ReadOnlySpan<int> dimensions) => new DenseTensor<T>(Buffer, dimensions);

    public override T GetValue(int index) => Buffer.Span[index];

    public override void SetValue(int index, T value) => Buffer.Span[index] = value;

    public override DenseTensor<T> ToDenseTensor() => this;
}
