using System.Runtime.InteropServices;

namespace MusicGen.Bindings.LibTorch;

/// <summary>
/// TorchSharp's shape over the installed libtorch: tensors, gradients, modules and optimisers for the training side.
/// </summary>
/// <remarks>Thread-safe, as far as libtorch is: one tensor, module or optimiser is written by one thread at a time.</remarks>
public static unsafe partial class torch
{
    private static ScalarType _defaultType = ScalarType.Float32;
    private static Device? _defaultDevice;
    private static string _matmulPrecision = "highest";

    /// <summary>The libtorch that the shim was built against.</summary>
    public static string __version__
    {
        get
        {
            Shim.Require();
            return Marshal.PtrToStringUTF8((nint)Shim.Version()) ?? "";
        }
    }

    public static DisposeScope? CurrentDisposeScope => DisposeScopeManager.Current;

    public static DisposeScope NewDisposeScope() => DisposeScopeManager.Open();

    public static int get_num_threads()
    {
        Shim.Require();
        return Shim.GetThreads(0);
    }

    public static void set_num_threads(int num)
    {
        Shim.Require();
        Shim.Check(Shim.SetThreads(0, num));
    }

    public static int get_num_interop_threads()
    {
        Shim.Require();
        return Shim.GetThreads(1);
    }

    public static void set_num_interop_threads(int num)
    {
        Shim.Require();
        Shim.Check(Shim.SetThreads(1, num));
    }

    public static bool set_flush_denormal(bool mode)
    {
        Shim.Require();
        return Shim.SetFlushDenormal(mode ? 1 : 0) != 0;
    }

    /// <summary>How exact the products of float32 matrices are, as <see cref="set_float32_matmul_precision"/> was told.</summary>
    public static string get_float32_matmul_precision() => _matmulPrecision;

    /// <summary>How exact the products of float32 matrices must be; sums are float32 in any case.</summary>
    /// <param name="precision">
    /// <c>highest</c> (the default): float32. <c>high</c>: TF32 on CUDA. <c>medium</c>: besides, linear and recurrent layers on the CPU round factors to
    /// bfloat16, if the processor multiplies tiles of them (AMX); on others nothing changes.
    /// </param>
    public static void set_float32_matmul_precision(string precision)
    {
        if (precision is not ("highest" or "high" or "medium"))
            throw new ArgumentException($"highest, high or medium expected, found '{precision}'.", nameof(precision));
        Shim.Require();
        Shim.AllowBfloat16(precision == "medium" ? 1 : 0);
        backends.cuda.matmul.allow_tf32 = precision != "highest";
        _matmulPrecision = precision;
    }

    public static ScalarType get_default_dtype() => _defaultType;

    public static void set_default_dtype(ScalarType dtype) => _defaultType = dtype;

    public static Device get_default_device() => _defaultDevice ?? CPU;

    public static void set_default_device(Device device) => _defaultDevice = device;

    public static void set_default_device(string device) => _defaultDevice = new Device(device);

    public static bool cuda_is_available() => cuda.is_available();

    /// <summary>Whether tensors can live on such a device here.</summary>
    public static bool TryInitializeDeviceType(DeviceType deviceType) => deviceType switch
    {
        DeviceType.CPU => ShimLibrary.Handle != 0,
        DeviceType.CUDA => cuda.is_available(),
        _ => false,
    };

    /// <exception cref="InvalidOperationException">There is no such device here.</exception>
    public static void InitializeDeviceType(DeviceType deviceType)
    {
        if (deviceType == DeviceType.CPU)
        {
            Shim.Require();
        }
        else if (deviceType != DeviceType.META && !TryInitializeDeviceType(deviceType))
        {
            throw new InvalidOperationException($"A {deviceType} device was asked for, but the installed libtorch finds none; use the CPU, "
                + "or install a libtorch with CUDA and its driver and name it in TORCH_DIR when building.");
        }
    }

    public static Generator manual_seed(long seed) => random.manual_seed(seed);

    public static Tensor get_rng_state() => random.get_rng_state();

    public static void set_rng_state(Tensor new_state) => random.set_rng_state(new_state);

    /// <summary>The process-wide random state on the CPU (and, for seeds, on every CUDA device).</summary>
    public static class random
    {
        public static Generator manual_seed(long seed)
        {
            Shim.Require();
            Shim.Check(Shim.ManualSeed(seed));
            return new Generator(isDefault: true, CPU);
        }

        public static long seed()
        {
            using var generator = new Generator(isDefault: true, CPU);
            return generator.seed();
        }

        public static long initial_seed()
        {
            using var generator = new Generator(isDefault: true, CPU);
            return generator.initial_seed();
        }

        public static Tensor get_rng_state()
        {
            using var generator = new Generator(isDefault: true, CPU);
            return generator.get_state();
        }

        public static void set_rng_state(Tensor new_state)
        {
            using var generator = new Generator(isDefault: true, CPU);
            generator.set_state(new_state);
        }
    }

    /// <summary>What can be asked of the processor.</summary>
    public static class cpu
    {
        /// <summary>Whether it multiplies tiles of bfloat16, and the system lets it.</summary>
        public static bool is_amx_tile_supported() => ShimLibrary.Handle != 0 && Shim.HasTiles() != 0;
    }

    /// <summary>What can be asked of and told to CUDA devices.</summary>
    public static class cuda
    {
        public static bool is_available() => ShimLibrary.Handle != 0 && Shim.CudaAvailable() != 0;

        public static bool is_cudnn_available() => ShimLibrary.Handle != 0 && Shim.CudnnAvailable() != 0;

        public static int device_count() => ShimLibrary.Handle == 0 ? 0 : Shim.CudaCount();

        public static void manual_seed(long seed) => manual_seed_all(seed);

        public static void manual_seed_all(long seed)
        {
            InitializeDeviceType(DeviceType.CUDA);
            Shim.Check(Shim.CudaSeed(seed));
        }

        public static void synchronize(Device? device = null)
        {
            InitializeDeviceType(DeviceType.CUDA);
            Shim.Check(Shim.CudaSynchronize(device?.index ?? -1));
        }
    }

    /// <summary>Switches of libtorch's back ends.</summary>
    public static class backends
    {
        /// <summary>Matrix products on CUDA.</summary>
        public static class cuda
        {
            /// <summary>Precision switches of cuBLAS and cuDNN.</summary>
            public static class matmul
            {
                private static bool _allowTf32;

                /// <summary>Lets float32 products run on the tensor cores with shortened mantissas.</summary>
                public static bool allow_tf32
                {
                    get => _allowTf32;
                    set
                    {
                        Shim.Require();
                        Shim.Check(Shim.AllowTf32(value ? 1 : 0));
                        _allowTf32 = value;
                    }
                }
            }
        }
    }
}
