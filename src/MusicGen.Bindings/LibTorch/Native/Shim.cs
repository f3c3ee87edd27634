using System.Runtime.InteropServices;

namespace MusicGen.Bindings.LibTorch;

/// <summary>The shim's C functions as function pointers, resolved once. Short queries skip the GC transition, work never does.</summary>
/// <remarks>Thread-safe.</remarks>
internal static unsafe class Shim
{
    internal static readonly delegate* unmanaged<byte*> LastError = (delegate* unmanaged<byte*>)Export("mgt_last_error");
    internal static readonly delegate* unmanaged<byte*> Version = (delegate* unmanaged<byte*>)Export("mgt_version");

    internal static readonly delegate* unmanaged<byte*, byte*, nint> Find = (delegate* unmanaged<byte*, byte*, nint>)Export("mgt_find");
    internal static readonly delegate* unmanaged<nint, NativeArgument*, int, nint**, long*, int> Call =
        (delegate* unmanaged<nint, NativeArgument*, int, nint**, long*, int>)Export("mgt_call");

    internal static readonly delegate* unmanaged<nint, void> TensorFree = (delegate* unmanaged<nint, void>)Export("mgt_tensor_free");
    internal static readonly delegate* unmanaged[SuppressGCTransition]<nint, nint> TensorShare =
        (delegate* unmanaged[SuppressGCTransition]<nint, nint>)Export("mgt_tensor_share");
    internal static readonly delegate* unmanaged[SuppressGCTransition]<nint, long> TensorDim =
        (delegate* unmanaged[SuppressGCTransition]<nint, long>)Export("mgt_tensor_dim");
    internal static readonly delegate* unmanaged[SuppressGCTransition]<nint, long> TensorNumel =
        (delegate* unmanaged[SuppressGCTransition]<nint, long>)Export("mgt_tensor_numel");
    internal static readonly delegate* unmanaged[SuppressGCTransition]<nint, long> TensorElementSize =
        (delegate* unmanaged[SuppressGCTransition]<nint, long>)Export("mgt_tensor_element_size");
    internal static readonly delegate* unmanaged[SuppressGCTransition]<nint, long*, long*, void> TensorGeometry =
        (delegate* unmanaged[SuppressGCTransition]<nint, long*, long*, void>)Export("mgt_tensor_geometry");
    internal static readonly delegate* unmanaged[SuppressGCTransition]<nint, int> TensorType =
        (delegate* unmanaged[SuppressGCTransition]<nint, int>)Export("mgt_tensor_dtype");
    internal static readonly delegate* unmanaged[SuppressGCTransition]<nint, int*, int> TensorDevice =
        (delegate* unmanaged[SuppressGCTransition]<nint, int*, int>)Export("mgt_tensor_device");
    internal static readonly delegate* unmanaged<nint, int> TensorFlags = (delegate* unmanaged<nint, int>)Export("mgt_tensor_flags");
    internal static readonly delegate* unmanaged<nint, nint> TensorMemory = (delegate* unmanaged<nint, nint>)Export("mgt_tensor_memory");
    internal static readonly delegate* unmanaged<nint, int, int> TensorSetRequiresGrad =
        (delegate* unmanaged<nint, int, int>)Export("mgt_tensor_set_requires_grad");
    internal static readonly delegate* unmanaged<nint, nint*, int> TensorGrad = (delegate* unmanaged<nint, nint*, int>)Export("mgt_tensor_grad");
    internal static readonly delegate* unmanaged<nint, nint, int> TensorSetGrad = (delegate* unmanaged<nint, nint, int>)Export("mgt_tensor_set_grad");
    internal static readonly delegate* unmanaged<nint, nint, int> TensorSetData = (delegate* unmanaged<nint, nint, int>)Export("mgt_tensor_set_data");

    internal static readonly delegate* unmanaged<nint*, long, nint*, int, int, nint*, long, int> Backward =
        (delegate* unmanaged<nint*, long, nint*, int, int, nint*, long, int>)Export("mgt_backward");
    internal static readonly delegate* unmanaged<nint*, long, nint*, long, nint*, int, int, int, nint*, int> Grad =
        (delegate* unmanaged<nint*, long, nint*, long, nint*, int, int, int, nint*, int>)Export("mgt_grad");
    internal static readonly delegate* unmanaged<nint*, long, int, int> ZeroGrads = (delegate* unmanaged<nint*, long, int, int>)Export("mgt_zero_grads");

    internal static readonly delegate* unmanaged<nint, nint, nint, nint*, int> Linear = (delegate* unmanaged<nint, nint, nint, nint*, int>)Export("mgt_linear");
    internal static readonly delegate* unmanaged<nint, nint, nint, nint*, long, int, long, double, int, int, int, int, nint*, int> Lstm =
        (delegate* unmanaged<nint, nint, nint, nint*, long, int, long, double, int, int, int, int, nint*, int>)Export("mgt_lstm");

    internal static readonly delegate* unmanaged<int, int> GetThreads = (delegate* unmanaged<int, int>)Export("mgt_get_threads");
    internal static readonly delegate* unmanaged<int, int, int> SetThreads = (delegate* unmanaged<int, int, int>)Export("mgt_set_threads");
    internal static readonly delegate* unmanaged<int, int> SetFlushDenormal = (delegate* unmanaged<int, int>)Export("mgt_set_flush_denormal");
    internal static readonly delegate* unmanaged[SuppressGCTransition]<int> GradMode = (delegate* unmanaged[SuppressGCTransition]<int>)Export("mgt_grad_mode");
    internal static readonly delegate* unmanaged[SuppressGCTransition]<int, void> SetGradMode =
        (delegate* unmanaged[SuppressGCTransition]<int, void>)Export("mgt_set_grad_mode");
    internal static readonly delegate* unmanaged<int> InferenceMode = (delegate* unmanaged<int>)Export("mgt_inference_mode");
    internal static readonly delegate* unmanaged<int, nint> InferenceModeEnter = (delegate* unmanaged<int, nint>)Export("mgt_inference_mode_enter");
    internal static readonly delegate* unmanaged<nint, void> InferenceModeLeave = (delegate* unmanaged<nint, void>)Export("mgt_inference_mode_leave");
    internal static readonly delegate* unmanaged<long, int> ManualSeed = (delegate* unmanaged<long, int>)Export("mgt_manual_seed");

    internal static readonly delegate* unmanaged<int> CudaAvailable = (delegate* unmanaged<int>)Export("mgt_cuda_available");
    internal static readonly delegate* unmanaged<int> CudnnAvailable = (delegate* unmanaged<int>)Export("mgt_cudnn_available");
    internal static readonly delegate* unmanaged<int> CudaCount = (delegate* unmanaged<int>)Export("mgt_cuda_count");
    internal static readonly delegate* unmanaged<long, int> CudaSeed = (delegate* unmanaged<long, int>)Export("mgt_cuda_seed");
    internal static readonly delegate* unmanaged<long, int> CudaSynchronize = (delegate* unmanaged<long, int>)Export("mgt_cuda_synchronize");
    internal static readonly delegate* unmanaged<int> HasTiles = (delegate* unmanaged<int>)Export("mgt_has_tiles");
    internal static readonly delegate* unmanaged<int, void> AllowBfloat16 = (delegate* unmanaged<int, void>)Export("mgt_allow_bfloat16");
    internal static readonly delegate* unmanaged<int, int> AllowTf32 = (delegate* unmanaged<int, int>)Export("mgt_allow_tf32");

    internal static readonly delegate* unmanaged<int, int, int, ulong, nint*, int> GeneratorNew =
        (delegate* unmanaged<int, int, int, ulong, nint*, int>)Export("mgt_generator_new");
    internal static readonly delegate* unmanaged<nint, void> GeneratorFree = (delegate* unmanaged<nint, void>)Export("mgt_generator_free");
    internal static readonly delegate* unmanaged<nint, long, int> GeneratorSeed = (delegate* unmanaged<nint, long, int>)Export("mgt_generator_seed");
    internal static readonly delegate* unmanaged<nint, int, long> GeneratorCurrentSeed =
        (delegate* unmanaged<nint, int, long>)Export("mgt_generator_current_seed");
    internal static readonly delegate* unmanaged<nint, nint*, int> GeneratorState = (delegate* unmanaged<nint, nint*, int>)Export("mgt_generator_state");
    internal static readonly delegate* unmanaged<nint, nint, int> GeneratorSetState =
        (delegate* unmanaged<nint, nint, int>)Export("mgt_generator_set_state");

    internal static readonly delegate* unmanaged<int, nint> OptimizerNew = (delegate* unmanaged<int, nint>)Export("mgt_optim_new");
    internal static readonly delegate* unmanaged<nint, void> OptimizerFree = (delegate* unmanaged<nint, void>)Export("mgt_optim_free");
    internal static readonly delegate* unmanaged<nint, nint*, long, double*, int> OptimizerAddGroup =
        (delegate* unmanaged<nint, nint*, long, double*, int>)Export("mgt_optim_add_group");
    internal static readonly delegate* unmanaged<nint, long, int, double, int> OptimizerSetOption =
        (delegate* unmanaged<nint, long, int, double, int>)Export("mgt_optim_set_option");
    internal static readonly delegate* unmanaged<nint, int> OptimizerStep = (delegate* unmanaged<nint, int>)Export("mgt_optim_step");
    internal static readonly delegate* unmanaged<nint, long, long, int, nint*, long*, int> OptimizerState =
        (delegate* unmanaged<nint, long, long, int, nint*, long*, int>)Export("mgt_optim_state");
    internal static readonly delegate* unmanaged<nint, long, long, int, nint, long, int> OptimizerSetState =
        (delegate* unmanaged<nint, long, long, int, nint, long, int>)Export("mgt_optim_set_state");
    internal static readonly delegate* unmanaged<nint, int, int, int> OptimizerTo = (delegate* unmanaged<nint, int, int, int>)Export("mgt_optim_to");
    internal static readonly delegate* unmanaged<nint*, long, double, double, double*, int> ClipGradNorm =
        (delegate* unmanaged<nint*, long, double, double, double*, int>)Export("mgt_clip_grad_norm");
    internal static readonly delegate* unmanaged<nint*, long, double, int> ClipGradValue =
        (delegate* unmanaged<nint*, long, double, int>)Export("mgt_clip_grad_value");

    /// <summary>Turns a refused call into the exception that the package throws.</summary>
    /// <exception cref="ExternalException">The call failed; the message is libtorch's.</exception>
    internal static void Check(int result)
    {
        if (result != 0)
        {
            throw new ExternalException(Marshal.PtrToStringUTF8((nint)LastError()));
        }
    }

    /// <summary>Ends with what to install when there is no shim to call.</summary>
    internal static void Require() => ShimLibrary.Require();

    private static nint Export(string name) => ShimLibrary.Handle == 0 ? 0 : NativeLibrary.GetExport(ShimLibrary.Handle, name);
}
