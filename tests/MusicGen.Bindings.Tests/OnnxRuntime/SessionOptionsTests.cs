using MusicGen.Bindings.OnnxRuntime;

namespace MusicGen.Bindings.Tests.OnnxRuntime;

/// <summary>Options, the environment, and falling back to the CPU where there is no GPU.</summary>
public sealed class SessionOptionsTests
{
    [OnnxRuntimeFact]
    public void EverySettingIsTakenAndTheModelStillRuns()
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_EXTENDED,
            EnableMemoryPattern = false,
            EnableCpuMemArena = false,
            LogId = "tests",
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
            LogVerbosityLevel = 0,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        options.AddSessionConfigEntry("session.inter_op.allow_spinning", "0");
        options.AddFreeDimensionOverrideByName("batch", 1);
        options.AppendExecutionProvider_CPU();
        using var session = new InferenceSession(TinyModels.Affine(), options);

        Assert.Equal([1, 4], session.InputMetadata["x"].Dimensions);
        AssertRuns(session);
    }

    [OnnxRuntimeFact]
    public void TheGraphAsRewrittenIsWrittenOut()
    {
        var folder = Directory.CreateTempSubdirectory("onnx-");
        try
        {
            var path = Path.Combine(folder.FullName, "rewritten.onnx");
            using var options = new SessionOptions { OptimizedModelFilePath = path, GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_BASIC };
            using var session = new InferenceSession(TinyModels.Affine(), options);
            using var rewritten = new InferenceSession(path);

            AssertRuns(rewritten);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [OnnxRuntimeFact]
    public void AProfileIsWritten()
    {
        var folder = Directory.CreateTempSubdirectory("onnx-");
        try
        {
            using var options = new SessionOptions { ProfileOutputPathPrefix = Path.Combine(folder.FullName, "profile"), EnableProfiling = true };
            using var session = new InferenceSession(TinyModels.Affine(), options);
            AssertRuns(session);
            var path = session.EndProfiling();

            Assert.StartsWith(folder.FullName, path);
            Assert.Contains("MatMul", File.ReadAllText(path));
            Assert.NotEqual(0ul, session.ProfilingStartTimeNs);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [OnnxRuntimeFact]
    public void TheEnvironmentNamesItsVersionAndProviders()
    {
        var environment = OrtEnv.Instance();

        Assert.Same(environment, OrtEnv.Instance());
        Assert.True(OrtEnv.IsCreated);
        Assert.True(Version.Parse(environment.GetVersionString()) >= new Version(1, 11));
        Assert.Contains("CPUExecutionProvider", environment.GetAvailableProviders());
        var options = new EnvironmentCreationOptions();
        Assert.Throws<InvalidOperationException>(() => OrtEnv.CreateInstanceWithOptions(ref options));
    }

    [OnnxRuntimeFact]
    public void WithoutAGpuTheProvidersAreRefusedAndTheSameOptionsStillOpen()
    {
        using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        Action[] appends =
        [
            () => options.AppendExecutionProvider_CUDA(0),
            () => options.AppendExecutionProvider_Tensorrt(0),
            () => options.AppendExecutionProvider("CUDA", new() { ["device_id"] = "0" }),
            () => options.AppendExecutionProvider("TensorRT"),
            () => Append(options),
        ];
        foreach (var append in appends)
        {
            var failure = Record.Exception(append);
            if (failure is not null) // a machine with a GPU may take them
            {
                Assert.True(failure is OnnxRuntimeException or EntryPointNotFoundException, failure.ToString());
            }
        }

        using var session = new InferenceSession(TinyModels.Affine(), options);
        AssertRuns(session);
    }

    [OnnxRuntimeFact]
    public void AnUnknownProviderIsAnInvalidArgument()
    {
        using var options = new SessionOptions();

        var failure = Assert.Throws<OnnxRuntimeException>(() => options.AppendExecutionProvider("Abacus"));

        Assert.StartsWith("[ErrorCode:InvalidArgument]", failure.Message);
    }

    private static void Append(SessionOptions options)
    {
        using var cuda = new OrtCUDAProviderOptions();
        cuda.UpdateOptions(new() { ["device_id"] = "0", ["arena_extend_strategy"] = "kSameAsRequested" });
        Assert.Contains("kSameAsRequested", cuda.GetOptions());
        options.AppendExecutionProvider_CUDA(cuda);
    }

    private static void AssertRuns(InferenceSession session)
    {
        using var options = new RunOptions();
        using var x = OrtValue.CreateTensorValueFromMemory([0f, 0f, 1f, 0f], [1, 4]);
        using var outputs = session.Run(options, ["x"], [x], ["y"]);
        Assert.Equal([17f, 28f, 39f], outputs[0].GetTensorDataAsSpan<float>());
    }
}
