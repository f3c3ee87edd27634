namespace MusicGen.Bindings.Tests.OnnxRuntime;

/// <summary>Where the library is looked for, and what is said where it is not found.</summary>
public sealed class LibrarySearchTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onnx-");

    private string App => Path.Combine(_folder.FullName, "bin", "app");

    public void Dispose() => _folder.Delete(recursive: true);

    [OnnxRuntimeFact]
    public void TheVariableMayNameAFile()
    {
        var file = LibraryIn(Path.Combine(_folder.FullName, "elsewhere"), "libonnxruntime.so.of-ours");

        Assert.Equal(file, ProbeRun.Start(file)["library"]);
    }

    [OnnxRuntimeFact]
    public void TheVariableMayNameAFolderWithAFullyVersionedFile()
    {
        var file = LibraryIn(Path.Combine(_folder.FullName, "elsewhere"), "libonnxruntime.so.1.23.2");

        Assert.Equal(file, ProbeRun.Start(Path.GetDirectoryName(file))["library"]);
    }

    [OnnxRuntimeFact]
    public void BesideTheAppComesBeforeRuntimesAndArtifacts()
    {
        ProbeRun.CopyApp(App);
        var fetched = LibraryIn(Path.Combine(_folder.FullName, "artifacts", "native", "onnxruntime", ProbeRun.Rid), "libonnxruntime.so.1");
        Assert.Equal(fetched, ProbeRun.Start(null, App)["library"]);

        var published = LibraryIn(Path.Combine(App, "runtimes", ProbeRun.Rid, "native"), "libonnxruntime.so");
        Assert.Equal(published, ProbeRun.Start(null, App)["library"]);

        var beside = LibraryIn(App, "libonnxruntime.so.1");
        Assert.Equal(beside, ProbeRun.Start(null, App)["library"]);
    }

    [OnnxRuntimeFact]
    public void NowhereFoundSaysWhereAndWhatToDo()
    {
        var probe = ProbeRun.Start(null, ProbeRun.CopyApp(App));

        if (!probe.Says("version")) // the system may have one
        {
            Assert.Contains("1.11 or later", probe["missing"]);
            Assert.Contains(App, probe["missing"]);
            Assert.Contains("./run.sh", probe["missing"]);
            Assert.Contains("MUSICGEN_ONNXRUNTIME", probe["missing"]);
        }
    }

    [Fact]
    public void AVariableThatNamesNothingIsNotPassedOver()
    {
        var probe = ProbeRun.Start(_folder.FullName);

        Assert.Contains(_folder.FullName, probe["missing"]);
        Assert.Contains("MUSICGEN_ONNXRUNTIME", probe["missing"]);
    }

    [Fact]
    public void AFileThatIsNoLibraryIsNamed()
    {
        var file = Path.Combine(_folder.FullName, "libonnxruntime.so");
        File.WriteAllText(file, "not a library");

        var probe = ProbeRun.Start(file);

        Assert.Contains($"'{file}'", probe["missing"]);
    }

    [Fact]
    public void AnotherLibraryIsNotTakenForOnnxRuntime()
    {
        var other = Directory.EnumerateFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "libSystem.Native.so").Single();

        var probe = ProbeRun.Start(other);

        Assert.Contains("OrtGetApiBase", probe["missing"]);
        Assert.Contains(other, probe["missing"]);
    }

    // A copy, not a link: what is mapped then has this path.
    private static string LibraryIn(string folder, string name)
    {
        Directory.CreateDirectory(folder);
        var source = Directory.EnumerateFiles(ProbeRun.Fetched("onnxruntime")!, "libonnxruntime.so*").First();
        var target = Path.Combine(folder, name);
        File.Copy(source, target);
        return target;
    }
}
