using System.Text.Json;

namespace MusicGen.Conventions.Tests;

/// <summary>
/// One build property replaces every binding by the package it stands in for, by references and global usings alone.
/// The projects are only evaluated: the packages themselves need not be at hand.
/// </summary>
public sealed class PackageSwapTests
{
    private static readonly Dictionary<string, (string Package, string[] Ours, string[] Theirs)> _engines = new()
    {
        ["UsesMidi"] = ("Melanchall.DryWetMidi", ["MusicGen.Midi"], ["Melanchall.DryWetMidi.Common", "Melanchall.DryWetMidi.Core", "Melanchall.DryWetMidi.Interaction"]),
        ["UsesOnnxRuntime"] = ("Microsoft.ML.OnnxRuntime", ["MusicGen.Bindings.OnnxRuntime"], ["Microsoft.ML.OnnxRuntime", "Microsoft.ML.OnnxRuntime.Tensors"]),
        ["UsesOpenAL"] = ("OpenTK.Audio.OpenAL", ["MusicGen.Bindings.OpenAL"], ["OpenTK.Audio.OpenAL"]),
        ["UsesSynthesizer"] = ("MeltySynth", ["MusicGen.Bindings.FluidSynth"], ["MeltySynth"]),
        ["UsesGpio"] = ("Iot.Device.Bindings", ["MusicGen.Bindings.Gpio"], ["System.Device.Gpio", "System.Device.Gpio.Drivers", "System.Device.I2c", "Iot.Device.Button", "Iot.Device.RotaryEncoder", "Iot.Device.Ssd13xx", "Iot.Device.Ssd13xx.Commands", "Iot.Device.Ssd13xx.Commands.Ssd1306Commands"]),
        ["UsesTorch"] = ("TorchSharp-cpu", ["MusicGen.Bindings.LibTorch", "MusicGen.Bindings.LibTorch.Modules", "MusicGen.Bindings.LibTorch.torch"], ["TorchSharp", "TorchSharp.Modules", "TorchSharp.torch"]),
    };

    // The tests' projects go through the same targets; each evaluation costs seconds.
    public static TheoryData<string> Users => new(ProjectFile.All.Where(project => !project.IsTest && Engines(project).Any()).Select(project => project.Path));

    [Theory]
    [MemberData(nameof(Users))]
    public void PropertySwapsReferencesAndUsings(string path)
    {
        var engines = Engines(ProjectFile.All.Single(project => project.Path == path)).Select(name => _engines[name]).ToList();

        var ours = Evaluate(path, useNuGetPackages: false);
        var theirs = Evaluate(path, useNuGetPackages: true);

        Assert.Equal(engines.Select(engine => engine.Package).Order(), theirs.Packages.Except(ours.Packages).Order());
        Assert.Equal(engines.SelectMany(engine => engine.Theirs).Order(), theirs.Usings.Except(ours.Usings).Order());
        Assert.Equal(engines.SelectMany(engine => engine.Ours).Order(), ours.Usings.Except(theirs.Usings).Order());
        Assert.Empty(ours.Packages.Except(theirs.Packages));
    }

    [Fact]
    public void EveryEngineHasAPinnedPackage() =>
        Assert.All(_engines.Values, engine => Assert.Contains($"<PackageVersion Include=\"{engine.Package}\"", Repository.Text("Directory.Packages.props")));

    private static IEnumerable<string> Engines(ProjectFile project) => _engines.Keys.Where(name => project.Property(name) == "true");

    private static (HashSet<string> Packages, HashSet<string> Usings) Evaluate(string path, bool useNuGetPackages)
    {
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var output = Repository.OutputOf(
            dotnet, "msbuild", path, "-nologo", "-getItem:PackageReference", "-getItem:Using", $"-p:UseNuGetPackages={(useNuGetPackages ? "true" : "false")}");
        using var items = JsonDocument.Parse(output);
        return (Names("PackageReference"), Names("Using"));

        HashSet<string> Names(string kind) =>
            items.RootElement.GetProperty("Items").GetProperty(kind).EnumerateArray().Select(item => item.GetProperty("Identity").GetString()!).ToHashSet();
    }
}
