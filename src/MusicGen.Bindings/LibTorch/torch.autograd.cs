namespace MusicGen.Bindings.LibTorch;

public static unsafe partial class torch
{
    /// <summary>Gradients of results with respect to inputs.</summary>
    public static class autograd
    {
        public static void backward(IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null)
            => Backward([.. tensors], grad_tensors, retain_graph ?? create_graph, create_graph, inputs ?? []);

        public static IList<Tensor?> grad(IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null, bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
        {
            var found = new nint[inputs.Count];
            fixed (nint* from = HandlesOf(outputs), to = HandlesOf(inputs), seeds = grad_outputs is null ? null : HandlesOf(grad_outputs), results = found)
            {
                Shim.Check(Shim.Grad(from, outputs.Count, to, inputs.Count, seeds, retain_graph ? 1 : 0, create_graph ? 1 : 0, allow_unused ? 1 : 0, results));
            }

            GC.KeepAlive(outputs);
            GC.KeepAlive(inputs);
            GC.KeepAlive(grad_outputs);
            return [.. found.Select(handle => handle == 0 ? null : new Tensor(handle))];
        }

        internal static void Backward(Tensor[] roots, IList<Tensor>? gradients, bool retain, bool create, IList<Tensor> inputs)
        {
            fixed (nint* from = HandlesOf(roots), seeds = gradients is null or { Count: 0 } ? null : HandlesOf(gradients), to = HandlesOf(inputs))
            {
                Shim.Check(Shim.Backward(from, roots.Length, seeds, retain ? 1 : 0, create ? 1 : 0, to, inputs.Count));
            }

            GC.KeepAlive(roots);
            GC.KeepAlive(gradients);
            GC.KeepAlive(inputs);
        }
    }

    /// <summary>The native references of a list of tensors; the caller keeps the list alive while they are used.</summary>
    internal static nint[] HandlesOf<T>(IEnumerable<T> tensors) where T : Tensor
    {
        if (tensors is not ICollection<T> collection)
        {
            return [.. tensors.Select(tensor => tensor.Handle)];
        }

        var handles = new nint[collection.Count];
        var next = 0;
        foreach (var tensor in collection)
        {
            handles[next++] = tensor.Handle;
        }

        return handles;
    }
}
