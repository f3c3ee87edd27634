using System.Globalization;
using MusicGen.Bindings.OnnxRuntime;

namespace MusicGen.Bindings.Tests.OnnxRuntime;

/// <summary>
/// Entry point of this assembly when a test starts it as a process of its own: a process loads one libonnxruntime for its life, so
/// each library, and each place to find it in, needs one. Prints name=value lines that <see cref="ProbeRun"/> reads.
/// </summary>
internal static class Probe
{
    public const int Steps = 16;

    private const int WarmSteps = 64;
    private const int MeasuredSteps = 2000;

    private static int Main()
    {
        var logLineCount = 0;
        try
        {
            var environment = new EnvironmentCreationOptions
            {
                logId = "probe",
                logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_INFO,
                loggingFunction = (_, _, _, _, _, message) => logLineCount += message.Length > 0 ? 1 : 0,
            };
            Say("version", OrtEnv.CreateInstanceWithOptions(ref environment).GetVersionString());
        }
        catch (DllNotFoundException failure)
        {
            Say("missing", failure.Message);
            return 1;
        }

        Say("library", File.ReadLines("/proc/self/maps").First(line => line.Contains("libonnxruntime.so")).Split(' ')[^1]);
        SayMetadata();
        SaySteps();
        SayErrors();
        SayProviders();
        Say("logged", logLineCount > 0 ? "yes" : "no");
        Say("log-level", LevelSet());
        return 0;
    }

    private static void SayMetadata()
    {
        using var session = new InferenceSession(TinyModels.Affine());
        Say("properties", string.Join(';', session.ModelMetadata.CustomMetadataMap.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Key + ":" + pair.Value)));
        Say("shape", string.Join(',', session.InputMetadata["x"].Dimensions));
    }

    private static void SaySteps()
    {
        var token = new long[1];
        var logits = new float[TinyModels.LstmVocabulary];
        using var quiet = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING }; // a log line is a managed string
        using var session = new InferenceSession(TinyModels.LstmStep(), quiet);
        using var loop = new RecurrentLoop(session, token, logits, "token", "logits", [("h", "hNext"), ("c", "cNext")]);
        for (var step = 0; step < Steps; step++)
        {
            token[0] = step % TinyModels.LstmVocabulary;
            loop.Forward();
        }

        Say("logits", string.Join(',', logits.Select(logit => logit.ToString("R", CultureInfo.InvariantCulture))));
        for (var step = 0; step < WarmSteps; step++)
        {
            loop.Forward();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var step = 0; step < MeasuredSteps; step++)
        {
            loop.Forward();
        }

        Say("allocated", (GC.GetAllocatedBytesForCurrentThread() - before).ToString());
    }

    private static void SayErrors()
    {
        using var session = new InferenceSession(TinyModels.Affine());
        using var options = new RunOptions();
        using var ended = new RunOptions { Terminate = true };
        using var right = OrtValue.CreateTensorValueFromMemory(new float[4], [1, 4]);
        using var wrong = OrtValue.CreateTensorValueFromMemory(new float[5], [1, 5]);
        Say("error-file", CodeOf(() => new InferenceSession("/no/such/model.onnx")));
        Say("error-garbage", CodeOf(() => new InferenceSession([1, 2, 3, 4, 5, 6, 7, 8])));
        Say("error-empty", CodeOf(() => new InferenceSession(Array.Empty<byte>())));
        Say("error-shape", CodeOf(() => session.Run(options, ["x"], [wrong], ["y"])));
        Say("error-ended", CodeOf(() => session.Run(ended, ["x"], [right], ["y"])));
    }

    private static void SayProviders()
    {
        using var options = new SessionOptions();
        Say("cuda", Record.Exception(() => options.AppendExecutionProvider_CUDA(0))?.GetType().Name ?? "taken");
        Say("cuda-options", Record.Exception(() => options.AppendExecutionProvider("CUDA"))?.GetType().Name ?? "taken");
        using var session = new InferenceSession(TinyModels.Affine(), options);
        Say("fallback", session.InputNames[0]);
    }

    private static string LevelSet()
    {
        try
        {
            OrtEnv.Instance().EnvLogLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR;
            return OrtEnv.Instance().EnvLogLevel.ToString();
        }
        catch (OnnxRuntimeException failure)
        {
            return failure.Message;
        }
    }

    private static string CodeOf(Func<object> call)
    {
        try
        {
            call();
            return "none";
        }
        catch (OnnxRuntimeException failure)
        {
            return failure.Message[(failure.Message.IndexOf(':') + 1)..failure.Message.IndexOf(']')];
        }
    }

    private static void Say(string name, string value) => Console.WriteLine(name + "=" + value);
}
