namespace MusicGen.Bindings.OnnxRuntime;

/// <summary>A managed array seen as a shape, row-major; what <see cref="NamedOnnxValue"/> carries in and out of a session.</summary>
public abstract class Tensor<T>
{
    private readonly int[] _dimensions;
    private readonly int[] _strides;

    private protected Tensor(ReadOnlySpan<int> dimensions)
    {
        _dimensions = dimensions.ToArray();
        _strides = new int[_dimensions.Length];
        long length = 1;
        for (var axis = _dimensions.Length - 1; axis >= 0; axis--)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(_dimensions[axis], nameof(dimensions));
            _strides[axis] = checked((int)length);
            length = checked(length * _dimensions[axis]);
        }

        Length = length;
    }

    /// <summary>Elements in all.</summary>
    public long Length { get; }

    public int Rank => _dimensions.Length;

    public ReadOnlySpan<int> Dimensions => _dimensions;

    /// <summary>How far apart, in elements, neighbours along each axis lie.</summary>
    public ReadOnlySpan<int> Strides => _strides;

    public virtual T this[params int[] indices]
    {
        get => this[indices.AsSpan()];
        set => this[indices.AsSpan()] = value;
    }

    public virtual T this[ReadOnlySpan<int> indices]
    {
        get => GetValue(IndexOf(indices));
        set => SetValue(IndexOf(indices), value);
    }

    public virtual void Fill(T value)
    {
        for (var i = 0; i < Length; i++)
        {
            SetValue(i, value);
        }
    }

    /// <summary>A tensor of the same contents with memory of its own.</summary>
    public abstract Tensor<T> Clone();

    /// <summary>The same memory under another shape of the same length.</summary>
    public abstract Tensor<T> Reshape(ReadOnlySpan<int> dimensions);

    /// <param name="index">Position in row-major order.</param>
    public abstract T GetValue(int index);

    public abstract void SetValue(int index, T value);

    public abstract DenseTensor<T> ToDenseTensor();

    private int IndexOf(ReadOnlySpan<int> indices)
    {
        if (indices.Length != Rank)
        {
            throw new ArgumentException($"{Rank} indices expected, but {indices.Length} given.", nameof(indices));
        }

        var index = 0;
        for (var axis = 0; axis < indices.Length; axis++)
        {
            if ((uint)indices[axis] >= (uint)_dimensions[axis])
            {
                throw new ArgumentOutOfRangeException(nameof(indices), indices[axis], $"An index from 0 to {_dimensions[axis] - 1} expected on axis {axis}.");
            }

            index += indices[axis] * _strides[axis];
        }

        return index;
    }
}
