using MusicGen.Bindings.OnnxRuntime;

namespace MusicGen.Bindings.Tests.OnnxRuntime;

/// <summary>What a loaded model says of itself, and the ways to run it.</summary>
public sealed class InferenceSessionTests
{
    [OnnxRuntimeFact]
    public void NamesShapesAndTypesAreTheModels()
    {
        using var session = new InferenceSession(TinyModels.Affine());

        Assert.Equal(["x"], session.InputNames);
        Assert.Equal(["y"], session.OutputNames);
        var input = session.InputMetadata["x"];
        Assert.True(input.IsTensor);
        Assert.False(input.IsString);
        Assert.Equal(OnnxValueType.ONNX_TYPE_TENSOR, input.OnnxValueType);
        Assert.Equal(TensorElementType.Float, input.ElementDataType);
        Assert.Equal(typeof(float), input.ElementType);
        Assert.Equal([-1, 4], input.Dimensions);
        Assert.Equal(["batch", ""], input.SymbolicDimensions);
        Assert.Equal([-1, 3], session.OutputMetadata["y"].Dimensions);
    }

    [OnnxRuntimeFact]
    public void InputsKeepTheModelsOrder()
    {
        using var session = new InferenceSession(TinyModels.LstmStep());

        Assert.Equal(["token", "h", "c"], session.InputNames);
        Assert.Equal(["logits", "hNext", "cNext"], session.OutputNames);
        Assert.Equal(TensorElementType.Int64, session.InputMetadata["token"].ElementDataType);
    }

    [OnnxRuntimeFact]
    public void MetadataIsTheModelsAndAnswersAfterDispose()
    {
        var session = new InferenceSession(TinyModels.Affine());
        session.Dispose();

        Assert.Equal("tests", session.ModelMetadata.ProducerName);
        Assert.Equal("affine", session.ModelMetadata.GraphName);
        Assert.Equal("music.tests", session.ModelMetadata.Domain);
        Assert.Equal("an affine map", session.ModelMetadata.Description);
        Assert.Equal(7, session.ModelMetadata.Version);
        Assert.Equal(new Dictionary<string, string> { ["vocabulary"] = "c0ffee", ["größe"] = "4 × 3" }, session.ModelMetadata.CustomMetadataMap);
        Assert.Equal([-1, 4], session.InputMetadata["x"].Dimensions);
    }

    [OnnxRuntimeFact]
    public void AModelWithoutPropertiesHasAnEmptyMap()
    {
        using var session = new InferenceSession(TinyModels.Accumulator());

        Assert.Empty(session.ModelMetadata.CustomMetadataMap);
    }

    [OnnxRuntimeFact]
    public void AFileLoadsLikeItsBytes()
    {
        var folder = Directory.CreateTempSubdirectory("onnx-");
        try
        {
            var path = Path.Combine(folder.FullName, "affine ö.onnx");
            File.WriteAllBytes(path, TinyModels.Affine());
            using var session = new InferenceSession(path);

            Assert.Equal(["x"], session.InputNames);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [OnnxRuntimeFact]
    public void RunReturnsTheOutputsNamed()
    {
        using var session = new InferenceSession(TinyModels.Affine());
        using var options = new RunOptions();
        using var x = OrtValue.CreateTensorValueFromMemory([1f, 0f, 0f, 0f, 0f, 0f, 0f, 1f], [2, 4]);

        using var outputs = session.Run(options, ["x"], [x], ["y"]);
        using var again = session.Run(options, new Dictionary<string, OrtValue> { ["x"] = x }, session.OutputNames);

        var y = Assert.Single(outputs);
        Assert.Equal([2, 3], y.GetTensorTypeAndShape().Shape);
        Assert.Equal([11f, 22f, 33f, 20f, 31f, 42f], y.GetTensorDataAsSpan<float>());
        Assert.Equal(y.GetTensorDataAsSpan<float>(), again[0].GetTensorDataAsSpan<float>());
    }

    [OnnxRuntimeFact]
    public void RunWritesIntoValuesGiven()
    {
        var result = new float[3];
        using var session = new InferenceSession(TinyModels.Affine());
        using var options = new RunOptions();
        using var x = OrtValue.CreateTensorValueFromMemory([0f, 1f, 0f, 0f], [1, 4]);
        using var y = OrtValue.CreateTensorValueFromMemory(result, [1, 3]);

        session.Run(options, new List<string> { "x" }, new List<OrtValue> { x }, new HashSet<string> { "y" }, new Queue<OrtValue>([y]));

        Assert.Equal([14f, 25f, 36f], result);
    }

    [OnnxRuntimeFact]
    public void RunTakesAndReturnsNamedTensors()
    {
        using var session = new InferenceSession(TinyModels.Affine());
        var x = new DenseTensor<float>([1, 4]) { [0, 2] = 2f };

        using var results = session.Run([NamedOnnxValue.CreateFromTensor("x", x)]);

        var result = Assert.Single(results);
        Assert.Equal("y", result.Name);
        Assert.Equal(TensorElementType.Float, result.ElementType);
        Assert.Equal([1, 3], result.AsTensor<float>()!.Dimensions);
        Assert.Equal([24f, 36f, 48f], result.AsEnumerable<float>()!);
        Assert.Null(result.AsTensor<double>());
    }

    [OnnxRuntimeFact]
    public void AnLstmStepsAsItsDefinitionSays()
    {
        var reference = new LstmReference();
        var token = new long[1];
        var logits = new float[TinyModels.LstmVocabulary];
        using var session = new InferenceSession(TinyModels.LstmStep());
        using var loop = new RecurrentLoop(session, token, logits, "token", "logits", [("h", "hNext"), ("c", "cNext")]);

        for (var i = 0; i < 24; i++)
        {
            token[0] = i * 7 % TinyModels.LstmVocabulary;
            var expected = reference.Forward((int)token[0]);
            loop.Forward();
            for (var v = 0; v < logits.Length; v++)
            {
                Assert.Equal(expected[v], logits[v], 1e-5f);
            }
        }
    }

    [OnnxRuntimeFact]
    public void SessionsRunSideBySide()
    {
        using var session = new InferenceSession(TinyModels.Affine());

        Parallel.For(0, 8, i =>
        {
            using var options = new RunOptions();
            using var x = OrtValue.CreateTensorValueFromMemory([i, 0f, 0f, 0f], [1, 4]);
            for (var run = 0; run < 50; run++)
            {
                using var outputs = session.Run(options, ["x"], [x], ["y"]);
                Assert.Equal([i + 10f, 2 * i + 20f, 3 * i + 30f], outputs[0].GetTensorDataAsSpan<float>());
            }
        });
    }
}
