using MusicGen.Bindings.OnnxRuntime;

namespace MusicGen.Bindings.Tests.OnnxRuntime;

/// <summary>Bound inputs and outputs: written through, kept alive, and free of managed allocation.</summary>
public sealed class OrtIoBindingTests
{
    private const int WarmSteps = 64;
    private const int MeasuredSteps = 2000;

    [OnnxRuntimeFact]
    public void WhatIsWrittenIntoTheArrayIsWhatTheNextRunReads()
    {
        var input = new float[4];
        var output = new float[3];
        using var session = new InferenceSession(TinyModels.Affine());
        using var options = new RunOptions();
        using var x = OrtValue.CreateTensorValueFromMemory(input, [1, 4]);
        using var y = OrtValue.CreateTensorValueFromMemory(output, [1, 3]);
        using var binding = session.CreateIoBinding();
        binding.BindInput("x", x);
        binding.BindOutput("y", y);

        session.RunWithBinding(options, binding);
        Assert.Equal([10f, 20f, 30f], output);

        input[0] = 1;
        session.RunWithBinding(options, binding);
        Assert.Equal([11f, 22f, 33f], output);
        Assert.Equal(output, y.GetTensorDataAsSpan<float>());
    }

    [OnnxRuntimeFact]
    public void StateChangesSidesBetweenTwoBindings()
    {
        float[] x = [1, 2, 3, 4];
        var sides = new[] { new float[4], new float[4] };
        using var session = new InferenceSession(TinyModels.Accumulator());
        using var options = new RunOptions();
        using var input = OrtValue.CreateTensorValueFromMemory(x, [1, 4]);
        using var left = OrtValue.CreateTensorValueFromMemory(sides[0], [1, 4]);
        using var right = OrtValue.CreateTensorValueFromMemory(sides[1], [1, 4]);
        using var even = Bind(session, input, left, right);
        using var odd = Bind(session, input, right, left);

        for (var step = 1; step <= 5; step++)
        {
            session.RunWithBinding(options, step % 2 == 1 ? even : odd);
            Assert.Equal([step, 2 * step, 3 * step, 4 * step], sides[step % 2]);
        }
    }

    [OnnxRuntimeFact]
    public void AStepAllocatesNoManagedMemory()
    {
        var token = new long[1];
        var logits = new float[TinyModels.LstmVocabulary];
        using var session = new InferenceSession(TinyModels.LstmStep());
        using var loop = new RecurrentLoop(session, token, logits, "token", "logits", [("h", "hNext"), ("c", "cNext")]);
        void Steps(int count)
        {
            for (var step = 0; step < count; step++)
            {
                token[0] = step % TinyModels.LstmVocabulary;
                loop.Forward();
            }
        }

        Assert.Equal(0, Allocation.BytesOf(() => Steps(WarmSteps), () => Steps(MeasuredSteps)));
        Assert.DoesNotContain(logits, logit => logit == 0 || !float.IsFinite(logit));
    }

    [OnnxRuntimeFact]
    public void RebindingAndReadingSpansAllocateNoManagedMemory()
    {
        using var session = new InferenceSession(TinyModels.Affine());
        using var options = new RunOptions();
        using var first = OrtValue.CreateTensorValueFromMemory([1f, 0f, 0f, 0f], [1, 4]);
        using var second = OrtValue.CreateTensorValueFromMemory([0f, 1f, 0f, 0f], [1, 4]);
        using var y = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, TensorElementType.Float, [1, 3]);
        using var binding = session.CreateIoBinding();
        binding.BindOutput("y", y);
        var sum = 0f;
        void Steps(int count)
        {
            sum = 0;
            for (var step = 0; step < count; step++)
            {
                binding.BindInput("x", step % 2 == 0 ? first : second);
                session.RunWithBinding(options, binding);
                sum += y.GetTensorDataAsSpan<float>()[0];
            }
        }

        Assert.Equal(0, Allocation.BytesOf(() => Steps(WarmSteps), () => Steps(MeasuredSteps)));
        Assert.Equal(MeasuredSteps / 2 * (11f + 14f), sum);
    }

    [OnnxRuntimeFact]
    public void RunIntoArraysGivenAllocatesNoManagedMemory()
    {
        using var session = new InferenceSession(TinyModels.Affine());
        using var options = new RunOptions();
        string[] inputNames = ["x"], outputNames = ["y"];
        OrtValue[] inputs = [OrtValue.CreateTensorValueFromMemory(new float[4], [1, 4])];
        OrtValue[] outputs = [OrtValue.CreateTensorValueFromMemory(new float[3], [1, 3])];
        void Steps(int count)
        {
            for (var step = 0; step < count; step++) session.Run(options, inputNames, inputs, outputNames, outputs);
        }

        Assert.Equal(0, Allocation.BytesOf(() => Steps(WarmSteps), () => Steps(MeasuredSteps)));
        inputs[0].Dispose();
        outputs[0].Dispose();
    }

    [OnnxRuntimeFact]
    public void OutputsOfUnknownShapeAreAllocatedByTheRun()
    {
        using var session = new InferenceSession(TinyModels.Affine());
        using var options = new RunOptions();
        using var x = OrtValue.CreateTensorValueFromMemory(new float[12], [3, 4]);
        using var binding = session.CreateIoBinding();
        binding.BindInput("x", x);
        binding.BindOutputToDevice("y", OrtMemoryInfo.DefaultInstance);

        using var outputs = session.RunWithBoundResults(options, binding);

        Assert.Equal(["y"], binding.GetOutputNames());
        Assert.Equal([3, 3], Assert.Single(outputs).GetTensorTypeAndShape().Shape);
        Assert.Equal([10f, 20f, 30f], outputs[0].GetTensorDataAsSpan<float>()[..3]);
    }

    [OnnxRuntimeFact]
    public void MemoryOfTheSessionsAllocatorCanBeBound()
    {
        using var session = new InferenceSession(TinyModels.Accumulator());
        using var options = new RunOptions();
        using var allocator = new OrtAllocator(session, OrtMemoryInfo.DefaultInstance);
        using var memory = allocator.Allocate(4 * sizeof(float));
        using var x = OrtValue.CreateTensorValueFromMemory([1f, 2f, 3f, 4f], [1, 4]);
        using var state = OrtValue.CreateTensorValueFromMemory([10f, 20f, 30f, 40f], [1, 4]);
        using var binding = session.CreateIoBinding();
        binding.BindInput("x", x);
        binding.BindInput("state", state);
        binding.BindOutput("next", TensorElementType.Float, [1, 4], memory);
        binding.SynchronizeBoundInputs();

        using var outputs = session.RunWithBoundResults(options, binding);

        Assert.Equal(16u, memory.Size);
        Assert.Equal("Cpu", memory.Info.Name);
        Assert.Equal([11f, 22f, 33f, 44f], outputs[0].GetTensorDataAsSpan<float>());
    }

    [OnnxRuntimeFact]
    public void ClearedInputsAreMissed()
    {
        using var session = new InferenceSession(TinyModels.Affine());
        using var options = new RunOptions();
        using var x = OrtValue.CreateTensorValueFromMemory(new float[4], [1, 4]);
        using var binding = session.CreateIoBinding();
        binding.BindInput("x", x);
        binding.BindOutputToDevice("y", OrtMemoryInfo.DefaultInstance);
        session.RunWithBinding(options, binding);

        binding.ClearBoundInputs();
        binding.ClearBoundOutputs();

        Assert.Empty(binding.GetOutputNames());
        Assert.Throws<OnnxRuntimeException>(() => session.RunWithBinding(options, binding));
    }

    [OnnxRuntimeFact]
    public void BoundValuesLiveAsLongAsTheirBinding()
    {
        using var session = new InferenceSession(TinyModels.Accumulator());
        using var options = new RunOptions();
        using var binding = session.CreateIoBinding();
        var next = new float[4];
        using var output = OrtValue.CreateTensorValueFromMemory(next, [1, 4]);
        binding.BindOutput("next", output);
        BindAndForget(binding);

        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            _ = new float[100_000];
        }

        session.RunWithBinding(options, binding);

        Assert.Equal([11f, 22f, 33f, 44f], next);
    }

    private static void BindAndForget(OrtIoBinding binding)
    {
        binding.BindInput("x", OrtValue.CreateTensorValueFromMemory([1f, 2f, 3f, 4f], [1, 4]));
        binding.BindInput("state", OrtValue.CreateTensorValueFromMemory([10f, 20f, 30f, 40f], [1, 4]));
    }

    private static OrtIoBinding Bind(InferenceSession session, OrtValue x, OrtValue state, OrtValue next)
    {
        var binding = session.CreateIoBinding();
        binding.BindInput("x", x);
        binding.BindInput("state", state);
        binding.BindOutput("next", next);
        return binding;
    }
}
