namespace MusicGen.Bindings.OnnxRuntime;

/// <content>
/// Execution providers, tried in the order appended; the CPU is always last. A failed append throws and leaves the options usable
/// for a plain session: catch <see cref="OnnxRuntimeException"/> and <see cref="EntryPointNotFoundException"/> and go on.
/// </content>
public sealed partial class SessionOptions
{
    /// <exception cref="EntryPointNotFoundException">The library was built without CUDA.</exception>
    /// <exception cref="OnnxRuntimeException">CUDA or its provider library is missing.</exception>
    public static SessionOptions MakeSessionOptionWithCudaProvider(int deviceId = 0) =>
        Make(options => options.AppendExecutionProvider_CUDA(deviceId));

    public static SessionOptions MakeSessionOptionWithCudaProvider(OrtCUDAProviderOptions cudaProviderOptions) =>
        Make(options => options.AppendExecutionProvider_CUDA(cudaProviderOptions));

    /// <summary>TensorRT first, CUDA for the nodes that it refuses.</summary>
    /// <exception cref="EntryPointNotFoundException">The library was built without TensorRT.</exception>
    /// <exception cref="OnnxRuntimeException">TensorRT, CUDA or a provider library is missing.</exception>
    public static SessionOptions MakeSessionOptionWithTensorrtProvider(int deviceId = 0) => Make(options =>
    {
        options.AppendExecutionProvider_Tensorrt(deviceId);
        options.AppendExecutionProvider_CUDA(deviceId);
    });

    public static SessionOptions MakeSessionOptionWithTensorrtProvider(OrtTensorRTProviderOptions trtProviderOptions) => Make(options =>
    {
        options.AppendExecutionProvider_Tensorrt(trtProviderOptions);
        options.AppendExecutionProvider_CUDA(trtProviderOptions.GetDeviceId());
    });

    public void AppendExecutionProvider_CPU(int useArena = 1) =>
        OrtApi.AppendByExport("OrtSessionOptionsAppendExecutionProvider_CPU", Pointer, useArena);

    /// <exception cref="EntryPointNotFoundException">The library was built without CUDA.</exception>
    /// <exception cref="OnnxRuntimeException">CUDA or its provider library is missing.</exception>
    public void AppendExecutionProvider_CUDA(int deviceId = 0) =>
        OrtApi.AppendByExport("OrtSessionOptionsAppendExecutionProvider_CUDA", Pointer, deviceId);

    public void AppendExecutionProvider_CUDA(OrtCUDAProviderOptions cudaProviderOptions)
    {
        OrtApi.AppendCuda(Pointer, cudaProviderOptions.Pointer);
        GC.KeepAlive(cudaProviderOptions);
    }

    /// <exception cref="EntryPointNotFoundException">The library was built without TensorRT.</exception>
    /// <exception cref="OnnxRuntimeException">TensorRT or its provider library is missing.</exception>
    public void AppendExecutionProvider_Tensorrt(int deviceId = 0) =>
        OrtApi.AppendByExport("OrtSessionOptionsAppendExecutionProvider_Tensorrt", Pointer, deviceId);

    public void AppendExecutionProvider_Tensorrt(OrtTensorRTProviderOptions trtProviderOptions)
    {
        OrtApi.AppendTensorRT(Pointer, trtProviderOptions.Pointer);
        GC.KeepAlive(trtProviderOptions);
    }

    /// <summary>Appends "CPU", "CUDA" or "TensorRT" by name; the others that some libraries know are not bound.</summary>
    public void AppendExecutionProvider(string providerName, Dictionary<string, string>? providerOptions = null)
    {
        switch (providerName)
        {
            case "CPU" or "CPUExecutionProvider":
                AppendExecutionProvider_CPU();
                break;
            case "CUDA" or "CUDAExecutionProvider":
                using (var cuda = new OrtCUDAProviderOptions())
                {
                    if (providerOptions is { Count: > 0 })
                    {
                        cuda.UpdateOptions(providerOptions);
                    }

                    AppendExecutionProvider_CUDA(cuda);
                }

                break;
            case "TensorRT" or "TensorrtExecutionProvider":
                using (var tensorRT = new OrtTensorRTProviderOptions())
                {
                    if (providerOptions is { Count: > 0 })
                    {
                        tensorRT.UpdateOptions(providerOptions);
                    }

                    AppendExecutionProvider_Tensorrt(tensorRT);
                }

                break;
            default:
                throw new OnnxRuntimeException(OrtErrorCode.InvalidArgument, $"One of the execution providers CPU, CUDA, TensorRT expected, but '{providerName}' named.");
        }
    }

    private static SessionOptions Make(Action<SessionOptions> append)
    {
        var options = new SessionOptions();
        try
        {
            append(options);
            return options;
        }
        catch
        {
            options.Dispose();
            throw;
        }
    }
}
