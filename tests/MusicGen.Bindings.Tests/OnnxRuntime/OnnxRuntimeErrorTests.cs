using MusicGen.Bindings.OnnxRuntime;

namespace MusicGen.Bindings.Tests.OnnxRuntime;

/// <summary>What goes wrong, and under which code it arrives.</summary>
public sealed class OnnxRuntimeErrorTests
{
    [OnnxRuntimeFact]
    public void AMissingFileIsNoSuchFile() =>
        AssertCode("NoSuchFile", () => new InferenceSession("/no/such/model.onnx"));

    [OnnxRuntimeFact]
    public void GarbageIsInvalidProtobuf() =>
        AssertCode("InvalidProtobuf", () => new InferenceSession([.. Enumerable.Range(0, 400).Select(i => (byte)(i * 37 + 11))]));

    [OnnxRuntimeFact]
    public void NoBytesAreAnInvalidArgument() =>
        AssertCode("InvalidArgument", () => new InferenceSession(Array.Empty<byte>()));

    [OnnxRuntimeFact]
    public void AnUnknownOperatorIsRefusedInWords()
    {
        var model = new GraphWriter("unknown").Input("x", TensorElementType.Float, 1).Output("y", TensorElementType.Float, 1)
            .Node("Fortissimo", ["x"], ["y"]).ToModel();

        var failure = Assert.Throws<OnnxRuntimeException>(() => new InferenceSession(model));

        Assert.Contains("Fortissimo", failure.Message);
    }

    [OnnxRuntimeFact]
    public void WrongNameShapeAndTypeAreInvalidArguments()
    {
        using var session = new InferenceSession(TinyModels.Affine());
        using var options = new RunOptions();
        using var right = OrtValue.CreateTensorValueFromMemory(new float[4], [1, 4]);
        using var wrongShape = OrtValue.CreateTensorValueFromMemory(new float[5], [1, 5]);
        using var wrongType = OrtValue.CreateTensorValueFromMemory(new double[4], [1, 4]);

        AssertCode("InvalidArgument", () => session.Run(options, ["z"], [right], ["y"]));
        AssertCode("InvalidArgument", () => session.Run(options, ["x"], [right], ["z"]));
        AssertCode("InvalidArgument", () => session.Run(options, ["x"], [wrongShape], ["y"]));
        AssertCode("InvalidArgument", () => session.Run(options, ["x"], [wrongType], ["y"]));
    }

    [OnnxRuntimeFact]
    public void ABindingReportsWhatDoesNotFit()
    {
        using var session = new InferenceSession(TinyModels.Affine());
        using var options = new RunOptions();
        using var wrongShape = OrtValue.CreateTensorValueFromMemory(new float[5], [1, 5]);
        using var binding = session.CreateIoBinding();
        binding.BindInput("x", wrongShape);
        binding.BindOutputToDevice("y", OrtMemoryInfo.DefaultInstance);

        AssertCode("InvalidArgument", () => session.RunWithBinding(options, binding));
        Assert.Throws<OnnxRuntimeException>(() =>
        {
            binding.BindInput("z", wrongShape);
            session.RunWithBinding(options, binding);
        });
    }

    [OnnxRuntimeFact]
    public void FewerValuesThanNamesAreAnArgumentError()
    {
        using var session = new InferenceSession(TinyModels.Affine());
        using var options = new RunOptions();
        using var x = OrtValue.CreateTensorValueFromMemory(new float[4], [1, 4]);

        Assert.Throws<ArgumentException>(() => session.Run(options, ["x", "x"], [x], ["y"]));
        Assert.Throws<ArgumentException>(() => session.Run(options, ["x"], [x], ["y"], []));
    }

    [OnnxRuntimeFact]
    public void TerminateEndsRunsUntilItIsTakenBack()
    {
        using var session = new InferenceSession(TinyModels.Affine());
        using var options = new RunOptions { Terminate = true };
        using var x = OrtValue.CreateTensorValueFromMemory(new float[4], [1, 4]);

        var failure = Assert.Throws<OnnxRuntimeException>(() => session.Run(options, ["x"], [x], ["y"]));
        Assert.StartsWith("[ErrorCode:Fail]", failure.Message);
        Assert.Contains("terminate", failure.Message);

        options.Terminate = false;
        using var outputs = session.Run(options, ["x"], [x], ["y"]);
        Assert.Equal([10f, 20f, 30f], outputs[0].GetTensorDataAsSpan<float>());
    }

    private static void AssertCode(string code, Func<object?> call)
    {
        var failure = Assert.Throws<OnnxRuntimeException>(() => call());
        Assert.StartsWith($"[ErrorCode:{code}] ", failure.Message);
        Assert.True(failure.Message.Length > $"[ErrorCode:{code}] ".Length);
    }

    private static void AssertCode(string code, Action call) => AssertCode(code, () =>
    {
        call();
        return null;
    });
}
