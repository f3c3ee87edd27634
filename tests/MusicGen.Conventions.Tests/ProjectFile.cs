using System.Xml.Linq;

namespace MusicGen.Conventions.Tests;

/// <summary>A project of the solution, read as XML.</summary>
internal sealed class ProjectFile
{
    private readonly XDocument _xml;

    private ProjectFile(string path)
    {
        Path = path;
        _xml = XDocument.Parse(Repository.Text(path));
    }

    /// <summary>Every project under src and tests.</summary>
    public static IReadOnlyList<ProjectFile> All { get; } =
        Repository.Files.Where(file => file.EndsWith(".csproj")).Select(file => new ProjectFile(file)).ToList();

    /// <summary>The shipping project of this name, for example "Core".</summary>
    public static ProjectFile Shipping(string name) => All.Single(project => project.Path == $"src/MusicGen.{name}/MusicGen.{name}.csproj");

    /// <summary>Its file, relative to the root.</summary>
    public string Path { get; }

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public bool IsTest => Path.StartsWith("tests/");

    /// <summary>Names of the projects it references.</summary>
    public IReadOnlyList<string> ProjectReferences =>
        Items("ProjectReference").Select(item => System.IO.Path.GetFileNameWithoutExtension((string)item.Attribute("Include")!)).Order().ToList();

    /// <summary>Names of the packages it references.</summary>
    public IReadOnlyList<string> PackageReferences => Items("PackageReference").Select(item => (string)item.Attribute("Include")!).ToList();

    public IEnumerable<XElement> Items(string kind) => _xml.Descendants(kind);

    public string? Property(string name) => _xml.Descendants(name).SingleOrDefault()?.Value;

    public override string ToString() => Path;
}
