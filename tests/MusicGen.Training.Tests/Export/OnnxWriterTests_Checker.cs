namespace MusicGen.Training.Tests;

/// <summary>The files that export writes, judged by the ONNX project's own checker and shape inference.</summary>
public sealed class OnnxWriterTests_Checker
{
    // Shape inference knows nothing of com.microsoft, so only graphs of ONNX's own operators are inferred too.
    private const string Script = """
        import sys, onnx
        for path in sys.argv[1:]:
            model = onnx.load(path)
            own = all(node.domain == "" for node in model.graph.node)
            onnx.checker.check_model(model, full_check=own)
            if own:
                declared = {o.name: o.type for o in model.graph.output}
                del model.graph.output[:]
                model.graph.output.extend(onnx.helper.make_empty_tensor_value_info(name) for name in declared)
                inferred = onnx.shape_inference.infer_shapes(model, strict_mode=True)
                for o in inferred.graph.output:
                    assert o.type == declared[o.name], f"{path}: {o.name} declared {declared[o.name]} inferred {o.type}"
            props = {p.key: p.value for p in model.metadata_props}
            versions = " ".join(f"{o.domain or 'ai.onnx'}={o.version}" for o in sorted(model.opset_import, key=lambda o: o.domain))
            print(path.split("/")[-1], model.ir_version, versions, model.producer_name, props["recipe"], len(props["vocabulary_hash"]))
        """;

    [OnnxCheckerFact]
    public void EveryFileOfAPackageIsValid()
    {
        using var folder = new TemporaryFolder();
        var weights = SyntheticNetwork.Create(layers: 3, hidden: 32, residual: true);
        var files = new List<string>();
        foreach (var precision in Enum.GetValues<NetworkPrecision>())
        {
            files.Add(Write($"step.{precision}", StepGraph.Build(weights, precision)));
            for (var field = 0; field < weights.Vocabulary.OutputFields.Count; field++)
                files.Add(Write($"heads.{field}.{precision}", HeadGraph.Build(weights, field, precision == NetworkPrecision.Fp16)));
        }

        var outcome = Outcome.Of(OnnxCheckerFactAttribute.Python!, ["-c", Script, .. files]);

        Assert.True(outcome.ExitCode == 0, outcome.Error);
        var lines = outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(files.Count, lines.Length);
        Assert.All(lines, line => Assert.EndsWith(
            line.StartsWith("step.Int8 ") ? " 8 ai.onnx=15 com.microsoft=1 musicgen-train note 64" : " 8 ai.onnx=15 musicgen-train note 64", line));

        string Write(string name, OnnxGraph graph)
        {
            using var stream = File.Create(folder[name]);
            OnnxWriter.Write(graph, new Dictionary<string, string> { ["recipe"] = "note", ["vocabulary_hash"] = weights.Vocabulary.Hash }, stream);
            return folder[name];
        }
    }

    [OnnxCheckerFact]
    public void EveryFileOfTheShippedPackagesIsValid()
    {
        Assert.All(ShippedPackages.All, package =>
        {
            var files = Directory.GetFiles(package.Folder, "*.onnx");
            var outcome = Outcome.Of(OnnxCheckerFactAttribute.Python!, ["-c", Script, .. files]);
            Assert.True(outcome.ExitCode == 0, outcome.Error);
            Assert.Equal(files.Length, outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        });
    }
}
