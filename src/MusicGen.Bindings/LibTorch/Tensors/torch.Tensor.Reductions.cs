namespace MusicGen.Bindings.LibTorch;

public static unsafe partial class torch
{
    public partial class Tensor
    {
        public Tensor sum(ScalarType? type = null) => Ops.Sum.Call(this, Argument.Optional(type));

        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => Ops.SumDims.Call(this, dim, keepdim, Argument.Optional(type));

        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) => sum(dim.ToArray(), keepdim, type);

        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => sum([dim], keepdim, type);

        public Tensor mean() => Ops.Mean.Call(this);

        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null)
            => Ops.MeanDims.Call(this, dimensions, keepdim, Argument.Optional(type));

        public Tensor prod(ScalarType? type = null) => Ops.Prod.Call(this, Argument.Optional(type));

        public Tensor std(bool unbiased = true) => Ops.Std.Call(this, unbiased);

        public Tensor std(long dim, bool unbiased = true, bool keepdim = false) => std([dim], unbiased, keepdim);

        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false) => Ops.StdDims.Call(this, dimensions, unbiased, keepdim);

        public Tensor var(bool unbiased = true) => Ops.Var.Call(this, unbiased);

        public Tensor var(long dim, bool unbiased = true, bool keepdim = false) => var([dim], unbiased, keepdim);

        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false) => Ops.VarDims.Call(this, dimensions, unbiased, keepdim);

        public Tensor norm(float p = 2) => Ops.Norm.Call(this, (double)p);

        public Tensor norm(int dim, bool keepdim = false, float p = 2) => Ops.NormDims.Call(this, (double)p, (long[])[dim], keepdim);

        public Tensor logsumexp(long dim, bool keepdim = false) => Ops.LogSumExp.Call(this, (long[])[dim], keepdim);

        public Tensor max() => Ops.Max.Call(this);

        public Tensor max(Tensor other) => maximum(other);

        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => Ops.MaxDim.CallPair(this, dim, keepdim);

        public Tensor min() => Ops.Min.Call(this);

        public Tensor min(Tensor other) => minimum(other);

        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) => Ops.MinDim.CallPair(this, dim, keepdim);

        public Tensor argmax() => Ops.ArgMax.Call(this);

        public Tensor argmax(long dim, bool keepdim = false) => Ops.ArgMax.Call(this, dim, keepdim);

        public Tensor argmin() => Ops.ArgMin.Call(this);

        public Tensor argmin(long dim, bool keepdim = false) => Ops.ArgMin.Call(this, dim, keepdim);

        public Tensor argsort(long dim = -1, bool descending = false) => Ops.ArgSort.Call(this, dim, descending);

        public Tensor all() => Ops.All.Call(this);

        public Tensor all(long dim, bool keepdim = false) => Ops.AllDim.Call(this, dim, keepdim);

        public Tensor any() => Ops.Any.Call(this);

        public Tensor any(long dim, bool keepdim = false) => Ops.AnyDim.Call(this, dim, keepdim);

        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false)
            => Ops.Sort.CallPair(this, stable, dim, descending);

        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true)
            => Ops.TopK.CallPair(this, k, dim, largest, sorted);

        public Tensor cumsum(long dim, ScalarType? type = null) => Ops.CumSum.Call(this, dim, Argument.Optional(type));

        public Tensor cumprod(long dim, ScalarType? type = null) => Ops.CumProd.Call(this, dim, Argument.Optional(type));

        public Tensor bincount(Tensor? weights = null, long minlength = 0) => Ops.Bincount.Call(this, weights, minlength);

        public Tensor softmax(long dim, ScalarType? dtype = null) => Ops.Softmax.Call(this, dim, Argument.Optional(dtype));

        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Ops.LogSoftmax.Call(this, dim, Argument.Optional(dtype));

        public Tensor multinomial(long num_samples, bool replacement = false, Generator? generator = null)
            => Ops.Multinomial.Call(this, num_samples, replacement, generator);
    }
}
