namespace MusicGen.Bindings.LibTorch;

public static unsafe partial class torch
{
    /// <summary>A source of random numbers for the operators that draw them.</summary>
    public class Generator : IDisposable
    {
        private nint _handle;

        public Generator(ulong seed = 0, Device? device = null)
        {
            var place = device ?? CPU;
            InitializeDeviceType(place.type);
            nint handle;
            Shim.Check(Shim.GeneratorNew(0, (int)place.type, place.NativeIndex, seed, &handle));
            _handle = handle;
            this.device = place;
        }

        internal Generator(bool isDefault, Device device)
        {
            InitializeDeviceType(device.type);
            nint handle;
            Shim.Check(Shim.GeneratorNew(isDefault ? 1 : 0, (int)device.type, device.NativeIndex, 0, &handle));
            _handle = handle;
            this.device = device;
        }

        ~Generator() => Dispose(false);

        /// <summary>The generator that operators use when none is given.</summary>
        public static Generator Default => new(isDefault: true, CPU);

        public Device device { get; }

        internal nint NativeHandle => _handle != 0 ? _handle : throw new ObjectDisposedException(nameof(Generator));

        public Tensor get_state()
        {
            nint state;
            Shim.Check(Shim.GeneratorState(NativeHandle, &state));
            return new Tensor(state);
        }

        public void set_state(Tensor value) => Shim.Check(Shim.GeneratorSetState(NativeHandle, value.Handle));

        public Generator manual_seed(long seed)
        {
            Shim.Check(Shim.GeneratorSeed(NativeHandle, seed));
            return this;
        }

        /// <summary>Takes a new seed from the system and returns it.</summary>
        public long seed() => Shim.GeneratorCurrentSeed(NativeHandle, 1);

        public long initial_seed() => Shim.GeneratorCurrentSeed(NativeHandle, 0);

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            var handle = Interlocked.Exchange(ref _handle, 0);
            if (handle != 0)
            {
                Shim.GeneratorFree(handle);
            }
        }
    }
}
