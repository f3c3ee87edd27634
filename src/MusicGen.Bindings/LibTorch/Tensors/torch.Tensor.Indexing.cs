namespace MusicGen.Bindings.LibTorch;

public static unsafe partial class torch
{
    public partial class Tensor
    {
        public Tensor this[params TensorIndex[] indices]
        {
            get
            {
                var view = View(indices, out var tensors);
                if (tensors is null)
                {
                    return view;
                }

                using (view)
                {
                    return Ops.Index.Call(view, Argument.OptionalTensors(tensors));
                }
            }

            set
            {
                using var view = View(indices, out var tensors);
                using var written = tensors is null
                    ? view.copy_(value)
                    : Ops.IndexPut.Call(view, Argument.OptionalTensors(tensors), value, false);
            }
        }

        public Tensor this[long i1]
        {
            get => select(0, i1);
            set => this[(TensorIndex)i1] = value;
        }

        public Tensor this[long i1, long i2]
        {
            get => this[(TensorIndex)i1, i2];
            set => this[(TensorIndex)i1, i2] = value;
        }

        public Tensor this[long i1, long i2, long i3]
        {
            get => this[(TensorIndex)i1, i2, i3];
            set => this[(TensorIndex)i1, i2, i3] = value;
        }

        public Tensor this[Tensor index]
        {
            get => this[(TensorIndex)index];
            set => this[(TensorIndex)index] = value;
        }

        public Tensor index(params TensorIndex[] indices) => this[indices];

        public Tensor index_put_(Tensor value, params TensorIndex[] indices)
        {
            this[indices] = value;
            return this;
        }

        /// <summary>Follows the plain indices as views and leaves the index tensors, one place per remaining dimension.</summary>
        private Tensor View(TensorIndex[] indices, out Tensor?[]? tensors)
        {
            tensors = null;
            var current = alias();
            var axis = 0;
            var extra = 0;  // a mask over k dimensions takes one place of the list for k of the axes
            for (var i = 0; i < indices.Length; i++)
            {
                var index = indices[i];
                if (index.IndexKind == TensorIndex.Kind.Ellipsis)
                {
                    axis += (int)ndim - ConsumedBy(indices);
                    continue;
                }

                if (index.IndexTensor is { } picked)
                {
                    Array.Resize(ref tensors, Math.Max(tensors?.Length ?? 0, axis - extra + 1));
                    tensors[axis - extra] = picked;
                    var covered = picked.dtype is ScalarType.Bool ? (int)picked.ndim : 1;
                    axis += covered;
                    extra += covered - 1;
                    continue;
                }

                var next = Step(current, index, ref axis);
                current.Dispose();
                current = next;
            }

            return current;
        }

        private static Tensor Step(Tensor current, TensorIndex index, ref int axis) => index.IndexKind switch
        {
            TensorIndex.Kind.None => current.unsqueeze(axis++),
            TensorIndex.Kind.Single => current.select(axis, index.First ?? 0),
            TensorIndex.Kind.Bool => Truth(current, index.First == 1, axis++),
            _ => Ops.Slice.Call(current, axis++, Argument.Optional(index.First), Argument.Optional(index.Stop), index.Step ?? 1L),
        };

        private static Tensor Truth(Tensor current, bool kept, int axis)
        {
            using var widened = current.unsqueeze(axis);
            return widened.narrow(axis, 0, kept ? 1 : 0);
        }

        private static int ConsumedBy(TensorIndex[] indices)
        {
            var consumed = 0;
            foreach (var index in indices)
            {
                consumed += index.IndexKind switch
                {
                    TensorIndex.Kind.Single or TensorIndex.Kind.Slice => 1,
                    TensorIndex.Kind.Tensor => index.IndexTensor!.dtype is ScalarType.Bool ? (int)index.IndexTensor.ndim : 1,
                    _ => 0,
                };
            }

            return consumed;
        }
    }
}
