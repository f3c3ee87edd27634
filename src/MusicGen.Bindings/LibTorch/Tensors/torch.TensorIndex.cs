namespace MusicGen.Bindings.LibTorch;

public static partial class torch
{
    /// <summary>One place of an index expression: a number, a range, "…", a new axis, a truth value or a tensor of indices.</summary>
    public readonly struct TensorIndex
    {
        private TensorIndex(Kind kind, long? first = null, long? stop = null, long? step = null, Tensor? tensor = null)
        {
            IndexKind = kind;
            First = first;
            Stop = stop;
            Step = step;
            IndexTensor = tensor;
        }

        internal enum Kind
        {
            None,
            Ellipsis,
            Single,
            Bool,
            Slice,
            Tensor,
        }

        public static TensorIndex None { get; } = new(Kind.None);

        public static TensorIndex Ellipsis { get; } = new(Kind.Ellipsis);

        public static TensorIndex Colon { get; } = new(Kind.Slice);

        internal Kind IndexKind { get; }

        internal long? First { get; }

        internal long? Stop { get; }

        internal long? Step { get; }

        internal Tensor? IndexTensor { get; }

        public static TensorIndex Single(long index) => new(Kind.Single, index);

        public static TensorIndex Bool(bool value) => new(Kind.Bool, value ? 1 : 0);

        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) => new(Kind.Slice, start, stop, step);

        public static TensorIndex Slice(Range range) => range;

        public static TensorIndex Tensor(Tensor tensor) => new(Kind.Tensor, tensor: tensor);

        public static implicit operator TensorIndex(long value) => Single(value);

        public static implicit operator TensorIndex(int value) => Single(value);

        public static implicit operator TensorIndex(Tensor tensor) => Tensor(tensor);

        public static implicit operator TensorIndex(Range range)
        {
            long? start = range.Start.IsFromEnd ? -range.Start.Value : range.Start.Value;
            long? stop = range.End.IsFromEnd ? (range.End.Value == 0 ? null : -range.End.Value) : range.End.Value;
            return Slice(start, stop);
        }

        public static implicit operator TensorIndex((long?, long?) range) => Slice(range.Item1, range.Item2);
    }
}
