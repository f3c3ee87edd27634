using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;
using MusicGen.Core;

namespace MusicGen.Conventions.Tests;

/// <summary>What MusicGen.Core shows to others: documented, sealed, in one namespace, without reference to anything native.</summary>
public sealed class CoreSurfaceTests
{
    private static readonly Assembly _core = typeof(Note).Assembly;

    private static IEnumerable<Type> Types => _core.GetTypes().Where(type => !type.IsDefined(typeof(CompilerGeneratedAttribute)) && !type.Name.Contains('<'));

    [Fact]
    public void EveryPublicTypeSaysWhatItIs()
    {
        var documentation = XDocument.Load(Path.ChangeExtension(_core.Location, ".xml"));
        var summaries = documentation.Descendants("member").ToDictionary(member => (string)member.Attribute("name")!, member => member.Element("summary")?.Value.Trim());
        var silent = Types.Where(type => type.IsVisible).Select(type => "T:" + type.FullName!.Replace('+', '.')).Where(name => string.IsNullOrEmpty(summaries.GetValueOrDefault(name)));

        SourceText.AssertNone(silent.ToList(), "Every public type of Core has a summary.");
    }

    [Fact]
    public void ClassesAreSealedOrMeantToBeDerivedFrom()
    {
        var open = Types.Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false }).Select(type => type.FullName!);

        SourceText.AssertNone(open.ToList(), "Classes are sealed by default.");
    }

    [Fact]
    public void CoreIsOneNamespace() =>
        Assert.Equal(["MusicGen.Core"], Types.Where(type => type.IsVisible).Select(type => type.Namespace!).Distinct());

    [Fact]
    public void CoreReferencesTheRuntimeAndMidiOnly()
    {
        var others = _core.GetReferencedAssemblies().Select(name => name.Name!).Where(name => !name.StartsWith("System.") && name != "MusicGen.Midi");

        SourceText.AssertNone(others.ToList(), "Core knows Midi and the base library.");
    }

    [Fact]
    public void FoldersAreTheStagesOfTheSignal()
    {
        var folders = Repository.Sources("src/MusicGen.Core").Select(file => file.Split('/')).Where(parts => parts.Length > 3).Select(parts => parts[2]).Distinct();

        Assert.Empty(folders.Except(["Notes", "Notation", "Codec", "Model", "Sampling", "Composing", "Conducting", "Scheduling", "Playing"]));
    }
}
