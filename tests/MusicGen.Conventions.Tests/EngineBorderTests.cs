using System.Text.RegularExpressions;

namespace MusicGen.Conventions.Tests;

/// <summary>Native code stays in MusicGen.Bindings, and each engine is used in one adapter file, so that an engine can be replaced.</summary>
public sealed partial class EngineBorderTests
{
    [Fact]
    public void NativeCallsAreInTheBindingsOnly()
    {
        var files = Repository.Sources("src").Where(file => !file.StartsWith("src/MusicGen.Bindings/"));

        SourceText.AssertNone(SourceText.HitsInCode(files, NativeCall()), "Native calls belong in src/MusicGen.Bindings.");
    }

    [Fact]
    public void NoSourceNamesANamespaceThatTheSwapReplaces()
    {
        var files = Repository.Sources("src").Concat(Repository.Sources("tests"))
            .Where(file => !file.StartsWith("src/MusicGen.Bindings/") && !file.StartsWith("src/MusicGen.Midi/"))
            .Where(file => !file.StartsWith("tests/MusicGen.Bindings.Tests/") && !file.StartsWith("tests/MusicGen.Midi.Tests/"))
            .Where(file => !file.StartsWith("tests/MusicGen.Conventions.Tests/"));

        SourceText.AssertNone(SourceText.HitsInCode(files, SwappedNamespace()), "Directory.Build.targets brings the engines' namespaces in; a source that names one cannot be swapped.");
    }

    [Theory]
    [InlineData("Edge", @"\bInferenceSession\b")]
    [InlineData("Edge", @"\b(AL|ALC)\.")]
    [InlineData("Edge", @"\bnew SoundFont\s*\(|\bnew Synthesizer\s*\(")]
    [InlineData("Edge", @"\bnew GpioController\s*\(|\bnew LibGpiod")]
    [InlineData("Edge", @"\bI2cDevice\.Create\b|\bnew Ssd1306\s*\(")]
    [InlineData("Training", @"\bInferenceSession\b")]
    [InlineData("Training", @"\bnew SoundFont\s*\(|\bnew Synthesizer\s*\(")]
    public void OneFileUsesTheEngine(string project, string use)
    {
        var users = SourceText.FilesWith(Repository.Sources("src/MusicGen." + project), new Regex(use));

        Assert.True(users.Count <= 1, $"One adapter file expected that uses {use} in MusicGen.{project}, but found {string.Join(", ", users)}.");
    }

    [Fact]
    public void CoreUsesNoThreadClockOrNativeMemory()
    {
        var hits = SourceText.HitsInCode(Repository.Sources("src/MusicGen.Core"), ImpureUse());

        SourceText.AssertNone(hits, "Core is pure: no thread, no wall clock, no native memory, no console.");
    }

    [GeneratedRegex(@"\b(LibraryImport|DllImport)\b|delegate\*\s*unmanaged|\bNativeLibrary\.")]
    private static partial Regex NativeCall();

    [GeneratedRegex(@"\bMusicGen\.(Midi(?!\.Live)|Bindings\.(OnnxRuntime|OpenAL|FluidSynth|LibTorch|Gpio))\b|\b(Microsoft\.ML\.OnnxRuntime|OpenTK|MeltySynth|TorchSharp|Melanchall|System\.Device|Iot\.Device)\b")]
    private static partial Regex SwappedNamespace();

    [GeneratedRegex(@"\bnew Thread\s*\(|\bThread\.(Sleep|Yield|CurrentThread)|\bThreadPool\b|\bTask\.|\bStopwatch\b|\bDateTime(Offset)?\.(Utc)?Now\b|\bTimeProvider\b|\bEnvironment\.TickCount|\bMarshal\.|\bNativeMemory\b|\bConsole\.")]
    private static partial Regex ImpureUse();
}
