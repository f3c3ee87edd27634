using System.Globalization;
using System.Text;

namespace MusicGen.Training.Tests;

/// <summary>
/// The test assembly as a program: opens a package with the ONNX Runtime that MUSICGEN_ONNXRUNTIME names and prints each
/// variant's distance from the golden vector, and how many weights of the GPU variant it would unfold at every run. One process per library, since a process can load only one.
/// </summary>
internal static class AnswerProbe
{
    public static int Main(string[] arguments)
    {
        if (arguments is not [var folder])
        {
            Console.Error.WriteLine("The folder of a model package expected as the only argument; run the tests by 'dotnet test' instead.");
            return 2;
        }

        Console.WriteLine(OrtEnv.Instance().GetVersionString());
        var package = ModelPackage.Load(folder);
        foreach (var variant in package.Manifest.Variants)
        {
            using var model = new PackageRunner(folder, package.Manifest, variant.Name);
            var difference = OnnxParity.GoldenDifference(model, package.Golden);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{variant.Name} {difference} {variant.Tolerance}"));
        }

        Console.WriteLine("unfolded " + UnfoldedNodes(package.PathOf("step.fp16.onnx"), folder + ".optimised.onnx"));
        return 0;
    }

    // Names survive optimisation in the file that ONNX Runtime writes on request, so a scale still multiplied at each run is seen.
    private static int UnfoldedNodes(string path, string optimisedPath)
    {
        using var options = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_BASIC,
            OptimizedModelFilePath = optimisedPath,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        using (new InferenceSession(path, options))
        {
            var text = Encoding.Latin1.GetString(File.ReadAllBytes(optimisedPath));
            return text.Split("Mul.lstm.").Length - 1 + (text.Split("Mul.project.").Length - 1);
        }
    }
}
