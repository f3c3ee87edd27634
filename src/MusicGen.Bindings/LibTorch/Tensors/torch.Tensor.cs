using MusicGen.Bindings.LibTorch.Modules;

namespace MusicGen.Bindings.LibTorch;

public static unsafe partial class torch
{
    /// <summary>One reference to a libtorch tensor; released by its dispose scope, by Dispose, or at last by its finalizer.</summary>
    /// <remarks>Single-threaded for writes; reads may come from several threads.</remarks>
    public partial class Tensor : IDisposable
    {
        private nint _handle;

        internal Tensor(nint handle)
        {
            _handle = handle;
            OwningDisposeScope = DisposeScopeManager.Register(this);
        }

        ~Tensor() => Release();

        public bool IsInvalid => _handle == 0;

        /// <exception cref="InvalidOperationException">The tensor was disposed.</exception>
        public IntPtr Handle => _handle != 0 ? _handle : throw new InvalidOperationException("Tensor invalid -- empty handle");

        public long ndim => Shim.TensorDim(Handle);

        public long NumberOfElements => Shim.TensorNumel(Handle);

        public long ElementSize => Shim.TensorElementSize(Handle);

        public ScalarType dtype => (ScalarType)Shim.TensorType(Handle);

        public bool is_cuda => device_type == DeviceType.CUDA;

        public bool is_leaf => (Shim.TensorFlags(Handle) & 2) != 0;

        public DeviceType device_type
        {
            get
            {
                int index;
                return (DeviceType)Shim.TensorDevice(Handle, &index);
            }
        }

        public Device device
        {
            get
            {
                int index;
                var kind = (DeviceType)Shim.TensorDevice(Handle, &index);
                return new Device(kind, index);
            }
        }

        public long[] shape
        {
            get
            {
                var sizes = new long[ndim];
                fixed (long* first = sizes)
                {
                    Shim.TensorGeometry(Handle, first, null);
                }

                return sizes;
            }
        }

        public bool requires_grad
        {
            get => (Shim.TensorFlags(Handle) & 1) != 0;
            set => Shim.Check(Shim.TensorSetRequiresGrad(Handle, value ? 1 : 0));
        }

        /// <summary>The gradient gathered by backward; null before.</summary>
        public Tensor? grad
        {
            get
            {
                nint gradient;
                Shim.Check(Shim.TensorGrad(Handle, &gradient));
                return gradient == 0 ? null : new Tensor(gradient);
            }
            set
            {
                Shim.Check(Shim.TensorSetGrad(Handle, value?.Handle ?? 0));
                GC.KeepAlive(value);
            }
        }

        internal DisposeScope? OwningDisposeScope { get; set; }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        /// <summary>Lets the tensor outlive this scope, owned by the next one out.</summary>
        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        /// <summary>Lets the tensor outlive every scope; the caller disposes it.</summary>
        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        public long dim() => ndim;

        public long numel() => NumberOfElements;

        public long element_size() => ElementSize;

        public long size(int dim)
        {
            var sizes = shape;
            return sizes[dim < 0 ? dim + sizes.Length : dim];
        }

        public long[] stride()
        {
            var rank = (int)ndim;
            var sizes = stackalloc long[rank + 1];
            var strides = new long[rank];
            fixed (long* first = strides)
            {
                Shim.TensorGeometry(Handle, sizes, first);
            }

            return strides;
        }

        /// <summary>Another handle on the same tensor.</summary>
        public Tensor alias() => new(Shim.TensorShare(Handle));

        public bool is_cpu() => device_type == DeviceType.CPU;

        public bool is_floating_point() => IsFloating(dtype);

        public bool is_contiguous() => (Shim.TensorFlags(Handle) & 4) != 0;

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        public void backward() => autograd.Backward([this], null, false, false, []);

        public void backward(IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null)
            => autograd.Backward([this], grad_tensors, retain_graph, create_graph, inputs ?? []);

        public override string ToString()
            => IsInvalid ? "[disposed]" : $"[{string.Join('x', shape)}], type = {dtype}, device = {device}";

        /// <summary>Puts other memory under this tensor, so that everyone who holds it sees the change.</summary>
        internal void SetData(Tensor data)
        {
            Shim.Check(Shim.TensorSetData(Handle, data.Handle));
            GC.KeepAlive(data);
        }

        /// <summary>Gives the native reference away: the tensor becomes invalid without freeing it.</summary>
        internal nint TakeHandle()
        {
            var handle = Handle;
            _handle = 0;
            OwningDisposeScope?.Forget(this);
            DisposeScopeManager.Statistics.Disposed(OwningDisposeScope is not null);
            OwningDisposeScope = null;
            GC.SuppressFinalize(this);
            return handle;
        }

        /// <summary>The scope empties its own list, so only the native side is released here.</summary>
        internal void DisposeFromScope()
        {
            OwningDisposeScope = null;
            if (Release())
            {
                DisposeScopeManager.Statistics.Disposed(inScope: true);
            }

            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            var scope = OwningDisposeScope;
            OwningDisposeScope = null;
            scope?.Forget(this);
            if (Release())
            {
                DisposeScopeManager.Statistics.Disposed(scope is not null);
            }
        }

        private bool Release()
        {
            var handle = Interlocked.Exchange(ref _handle, 0);
            if (handle != 0)
            {
                Shim.TensorFree(handle);
            }

            return handle != 0;
        }
    }
}
