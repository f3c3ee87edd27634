namespace MusicGen.Bindings.LibTorch;

public static unsafe partial class torch
{
    public partial class Tensor
    {
        /// <summary>The transpose of a matrix.</summary>
        public Tensor T => Ops.T.Call(this);

        public Tensor t() => Ops.T.Call(this);

        public Tensor reshape(params long[] shape) => Ops.Reshape.Call(this, shape);

        public Tensor view(params long[] shape) => Ops.View.Call(this, shape);

        public Tensor view_as(Tensor other) => view(other.shape);

        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Ops.Flatten.Call(this, start_dim, end_dim);

        public Tensor squeeze(long? dim = null) => dim is { } one ? Ops.SqueezeDim.Call(this, one) : Ops.Squeeze.Call(this);

        public Tensor unsqueeze(long dim) => Ops.Unsqueeze.Call(this, dim);

        public Tensor transpose(long dim0, long dim1) => Ops.Transpose.Call(this, dim0, dim1);

        public Tensor permute(params long[] permutation) => Ops.Permute.Call(this, permutation);

        public Tensor expand(params long[] sizes) => Ops.Expand.Call(this, sizes);

        public Tensor expand_as(Tensor other) => expand(other.shape);

        public Tensor repeat(params long[] sizes) => Ops.Repeat.Call(this, sizes);

        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null)
            => Ops.RepeatInterleave.Call(this, repeats, Argument.Optional(dim));

        public Tensor roll(long shifts, long? dims = null) => roll([shifts], dims is { } one ? [one] : []);

        public Tensor roll(long[] shifts, long[] dims) => Ops.Roll.Call(this, shifts, dims);

        public Tensor roll(long[] shifts) => roll(shifts, []);

        public Tensor flip(params long[] dims) => Ops.Flip.Call(this, dims);

        public Tensor tril(long diagonal = 0) => Ops.Tril.Call(this, diagonal);

        public Tensor triu(long diagonal = 0) => Ops.Triu.Call(this, diagonal);

        public Tensor diag(long diagonal = 0) => Ops.Diag.Call(this, diagonal);

        public Tensor[] split(long size, int dim = 0) => Ops.Split.CallMany(this, size, dim);

        public Tensor[] split(long[] sizes, long dim = 0) => Ops.SplitSizes.CallMany(this, sizes, dim);

        public Tensor[] chunk(long chunks, long dim = 0) => Ops.Chunk.CallMany(this, chunks, dim);

        public Tensor[] unbind(int dim = 0) => Ops.Unbind.CallMany(this, dim);

        public Tensor select(long dim, long index) => Ops.Select.Call(this, dim, index);

        public Tensor narrow(long dim, long start, long length) => Ops.Narrow.Call(this, dim, start, length);

        public Tensor slice(long dim, long start, long finish, long step) => Ops.Slice.Call(this, dim, start, finish, step);

        public Tensor index_select(long dim, Tensor index) => Ops.IndexSelect.Call(this, dim, index);

        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha) => Ops.IndexAdd.Call(this, dim, index, source, alpha);

        public Tensor gather(long dim, Tensor index) => Ops.Gather.Call(this, dim, index);

        public Tensor scatter(long dim, Tensor index, Tensor src) => Ops.Scatter.Call(this, dim, index, src);

        public Tensor scatter(long dim, Tensor index, Scalar value) => Ops.ScatterValue.Call(this, dim, index, value);

        public Tensor scatter_(long dim, Tensor index, Tensor src) => Ops.ScatterInPlace.Call(this, dim, index, src);

        public Tensor scatter_(long dim, Tensor index, Scalar value) => Ops.ScatterValueInPlace.Call(this, dim, index, value);

        public Tensor scatter_add(long dim, Tensor index, Tensor src) => Ops.ScatterAdd.Call(this, dim, index, src);

        public Tensor masked_fill(Tensor mask, Scalar value) => Ops.MaskedFill.Call(this, mask, value);

        public Tensor masked_fill_(Tensor mask, Scalar value) => Ops.MaskedFillInPlace.Call(this, mask, value);

        public Tensor masked_select(Tensor mask) => Ops.MaskedSelect.Call(this, mask);

        public Tensor nonzero() => Ops.NonZero.Call(this);

        public Tensor where(Tensor condition, Tensor other) => torch.where(condition, this, other);

        public Tensor contiguous() => Ops.Contiguous.Call(this);

        public Tensor clone() => Ops.Clone.Call(this);

        public Tensor detach() => Ops.Detach.Call(this);

        public Tensor copy_(Tensor source, bool nonBlocking = false) => Ops.Copy.Call(this, source, nonBlocking);

        public Tensor fill_(Scalar value) => Ops.FillInPlace.Call(this, value);

        public Tensor zero_() => Ops.ZeroInPlace.Call(this);

        public Tensor normal_(double mean = 0, double stddev = 1, Generator? generator = null) => Ops.Normal.Call(this, mean, stddev, generator);

        public Tensor uniform_(double from = 0, double to = 1, Generator? generator = null) => Ops.Uniform.Call(this, from, to, generator);

        public Tensor bernoulli_(double p = 0.5, Generator? generator = null) => Ops.Bernoulli.Call(this, p, generator);

        public Tensor relu_() => Ops.ReluInPlace.Call(this);

        public Tensor tanh_() => Ops.TanhInPlace.Call(this);
    }
}
