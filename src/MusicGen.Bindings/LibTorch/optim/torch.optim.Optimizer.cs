using MusicGen.Bindings.LibTorch.Modules;

namespace MusicGen.Bindings.LibTorch;

public static unsafe partial class torch
{
    public static partial class optim
    {
        /// <summary>Holds groups of parameters and changes them by their gradients, one step at a time.</summary>
        /// <remarks>Single-threaded.</remarks>
        public abstract class Optimizer : IDisposable
        {
            protected readonly IList<ParamGroup> _parameter_groups = [];

            private nint _handle;

            protected Optimizer(nint handle) => _handle = handle;

            ~Optimizer() => Dispose(false);

            public virtual IEnumerable<ILearningRateController> ParamGroups => _parameter_groups;

            /// <exception cref="InvalidOperationException">The optimiser was disposed.</exception>
            internal nint Handle => _handle != 0 ? _handle : throw new InvalidOperationException("Optimizer invalid -- it was disposed");

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            public virtual void zero_grad() => nn.ZeroGradients(parameters(), setToNone: true);

            public abstract void add_param_group(ParamGroup param_group);

            /// <summary>Changes the parameters by their gradients; with a closure, evaluates it first and returns its loss.</summary>
            public virtual Tensor? step(Func<Tensor>? closure = null)
            {
                Tensor? loss = null;
                if (closure is not null)
                {
                    using var tracked = enable_grad();
                    loss = closure();
                }

                Shim.Check(Shim.OptimizerStep(Handle));
                GC.KeepAlive(this);
                return loss;
            }

            public virtual IEnumerable<Parameter> parameters() => _parameter_groups.SelectMany(group => group.Parameters);

            protected virtual void Dispose(bool disposing)
            {
                var handle = Interlocked.Exchange(ref _handle, 0);
                if (handle != 0)
                {
                    Shim.OptimizerFree(handle);
                }
            }
        }
    }
}
