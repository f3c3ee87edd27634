using MusicGen.Bindings.LibTorch.Modules;

namespace MusicGen.Bindings.LibTorch;

public static unsafe partial class torch
{
    public static partial class nn
    {
        /// <summary>A new parameter drawn evenly from (-bound, bound).</summary>
        internal static Parameter Fresh(long[] shape, double bound, Device? device, ScalarType? dtype)
        {
            var values = empty(shape, dtype, device);
            init.uniform_(values, -bound, bound).Dispose();
            return new Parameter(values);
        }

        /// <summary>Fills tensors in place with starting values.</summary>
        public static class init
        {
            public static Tensor zeros_(Tensor tensor) => constant_(tensor, 0);

            public static Tensor ones_(Tensor tensor) => constant_(tensor, 1);

            public static Tensor constant_(Tensor tensor, Scalar val)
            {
                using var quiet = no_grad();
                return tensor.fill_(val);
            }

            public static Tensor uniform_(Tensor tensor, double low = 0, double high = 1, Generator? generator = null)
            {
                using var quiet = no_grad();
                return tensor.uniform_(low, high, generator);
            }

            public static Tensor normal_(Tensor tensor, double mean = 0, double std = 1, Generator? generator = null)
            {
                using var quiet = no_grad();
                return tensor.normal_(mean, std, generator);
            }

            public static Tensor xavier_uniform_(Tensor tensor, double gain = 1)
            {
                var (fanIn, fanOut) = Fans(tensor);
                var bound = gain * Math.Sqrt(6.0 / (fanIn + fanOut));
                return uniform_(tensor, -bound, bound);
            }

            public static Tensor xavier_normal_(Tensor tensor, double gain = 1)
            {
                var (fanIn, fanOut) = Fans(tensor);
                return normal_(tensor, 0, gain * Math.Sqrt(2.0 / (fanIn + fanOut)));
            }

            /// <summary>Fills a matrix with orthogonal rows or columns, whichever are fewer.</summary>
            public static Tensor orthogonal_(Tensor tensor, double gain = 1)
            {
                if (tensor.ndim < 2)
                {
                    throw new ArgumentException($"orthogonal_ needs a tensor of 2 or more dimensions, found {tensor.ndim}.", nameof(tensor));
                }

                using var quiet = no_grad();
                using var scope = NewDisposeScope();
                var rows = tensor.shape[0];
                var columns = tensor.NumberOfElements / rows;
                var drawn = randn([Math.Max(rows, columns), Math.Min(rows, columns)], ScalarType.Float32, tensor.device);
                var (q, r) = Ops.Qr.CallPair(drawn, "reduced");
                var turned = q.mul(r.diag().sign());  // makes the distribution uniform over the orthogonal matrices
                return tensor.copy_((rows < columns ? turned.t() : turned).mul(gain).reshape(tensor.shape)).MoveToOuterDisposeScope();
            }

            private static (double In, double Out) Fans(Tensor tensor)
            {
                var shape = tensor.shape;
                if (shape.Length < 2)
                {
                    throw new ArgumentException($"A tensor of 2 or more dimensions is needed, found {shape.Length}.", nameof(tensor));
                }

                double field = tensor.NumberOfElements / (shape[0] * shape[1]);
                return (shape[1] * field, shape[0] * field);
            }
        }
    }
}
