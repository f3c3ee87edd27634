using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace MusicGen.Conventions.Tests;

/// <summary>The direction of dependencies is the picture at the top of the README, and packages are pinned in one place.</summary>
public sealed class ProjectReferenceTests
{
    [Theory]
    [InlineData("Midi", "")]
    [InlineData("Bindings", "")]
    [InlineData("Core", "Midi")]
    [InlineData("Edge", "Bindings,Core")]
    [InlineData("Training", "Bindings,Core")]
    public void ProjectKnowsOnlyThoseThatThePictureAllows(string name, string allowed)
    {
        var expected = allowed.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(other => "MusicGen." + other);

        Assert.Equal(expected, ProjectFile.Shipping(name).ProjectReferences);
    }

    [Fact]
    public void OnlyTheirOwnTestsKnowTheTwoPrograms()
    {
        var users = from project in ProjectFile.All
                    from reference in project.ProjectReferences
                    where reference is "MusicGen.Edge" or "MusicGen.Training"
                    where !(project.Name.StartsWith(reference + ".") && project.Name.EndsWith(".Tests"))
                    select $"{project.Path} references {reference}";

        SourceText.AssertNone(users.ToList(), "Nobody knows Edge or Training.");
    }

    [Fact]
    public void ShippingProjectsAreTheFiveOfThePicture() =>
        Assert.Equal(
            ["MusicGen.Bindings", "MusicGen.Core", "MusicGen.Edge", "MusicGen.Midi", "MusicGen.Training"],
            ProjectFile.All.Where(project => !project.IsTest).Select(project => project.Name).Order());

    [Fact]
    public void CoreHasNoPackages() => Assert.Empty(ProjectFile.Shipping("Core").PackageReferences);

    [Fact]
    public void VersionsOfPackagesStandInOnePlaceOnly()
    {
        var elsewhere = from file in Repository.Files
                        where file.EndsWith(".csproj") || file.EndsWith(".props") || file.EndsWith(".targets")
                        from reference in XDocument.Parse(Repository.Text(file)).Descendants("PackageReference")
                        where reference.Attribute("Version") != null || reference.Attribute("VersionOverride") != null || reference.Element("Version") != null
                        select $"{file}: {reference}";

        SourceText.AssertNone(elsewhere.ToList(), "Versions of packages belong in Directory.Packages.props.");
    }

    [Fact]
    public void EveryVersionIsExact()
    {
        var versions = XDocument.Parse(Repository.Text("Directory.Packages.props")).Descendants("PackageVersion").ToList();

        Assert.NotEmpty(versions);
        Assert.All(versions, version => Assert.Matches(@"^\d+\.\d+\.\d+(\.\d+)?$", (string)version.Attribute("Version")!));
    }

    [Fact]
    public void ClassicSolutionListsEveryProject()
    {
        var listed = Regex.Matches(Repository.Text("MusicGen.Edge.sln"), "\"([^\"]+\\.csproj)\"").Select(match => match.Groups[1].Value.Replace('\\', '/'));

        Assert.Equal(ProjectFile.All.Select(project => project.Path).Order(), listed.Order());
        Assert.DoesNotContain(Repository.Files, file => file.EndsWith(".slnx"));
    }

    [Fact]
    public void WarningsAreErrorsAndNoProjectSaysOtherwise()
    {
        Assert.Contains("<TreatWarningsAsErrors>true</TreatWarningsAsErrors>", Repository.Text("Directory.Build.props"));
        Assert.All(ProjectFile.All, project => Assert.Null(project.Property("TreatWarningsAsErrors")));
    }
}
