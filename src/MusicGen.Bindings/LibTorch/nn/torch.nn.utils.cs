using MusicGen.Bindings.LibTorch.Modules;

namespace MusicGen.Bindings.LibTorch;

public static unsafe partial class torch
{
    public static partial class nn
    {
        /// <summary>Operations over the whole list of a network's parameters.</summary>
        public static class utils
        {
            /// <summary>Scales all gradients together so that their norm is at most max_norm; returns the norm before.</summary>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2)
            {
                var list = tensors as IReadOnlyCollection<Parameter> ?? [.. tensors];
                double total;
                fixed (nint* first = HandlesOf(list))
                {
                    Shim.Check(Shim.ClipGradNorm(first, list.Count, max_norm, norm_type, &total));
                }

                GC.KeepAlive(list);
                return total;
            }

            /// <summary>Limits every gradient value to ±clip_value.</summary>
            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                var list = tensors as IReadOnlyCollection<Parameter> ?? [.. tensors];
                fixed (nint* first = HandlesOf(list))
                {
                    Shim.Check(Shim.ClipGradValue(first, list.Count, clip_value));
                }

                GC.KeepAlive(list);
            }

            public static Tensor parameters_to_vector(IEnumerable<Parameter> tensors)
            {
                using var scope = NewDisposeScope();
                return cat(tensors.Select(tensor => tensor.reshape(-1)).ToArray()).MoveToOuterDisposeScope();
            }

            public static void vector_to_parameters(Tensor vec, IEnumerable<Parameter> tensors)
            {
                using var quiet = no_grad();
                using var scope = NewDisposeScope();
                var start = 0L;
                foreach (var tensor in tensors)
                {
                    var count = tensor.NumberOfElements;
                    tensor.copy_(vec.narrow(0, start, count).view_as(tensor));
                    start += count;
                }
            }
        }
    }
}
