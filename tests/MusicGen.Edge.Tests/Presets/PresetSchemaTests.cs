using System.Text.Json;

namespace MusicGen.Edge.Tests;

/// <summary>The JSON schema of presets says what their reader says.</summary>
public sealed class PresetSchemaTests
{
    private static readonly JsonElement _schema =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data/preset.schema.json"))).RootElement;

    [Theory]
    [InlineData("", """{ "name": "a", "title": "A", "nonsense": 1 }""")]
    [InlineData("instruments", """{ "name": "a", "title": "A", "instruments": { "piano": 0, "nonsense": 1 } }""")]
    [InlineData("sampling", """{ "name": "a", "title": "A", "sampling": { "nonsense": 1 } }""")]
    [InlineData("steering", """{ "name": "a", "title": "A", "steering": { "nonsense": 1 } }""")]
    public void SchemaAndReaderKnowTheSameKeys(string section, string text)
    {
        var faults = new List<string>();
        PresetReader.Read("a.json", text, faults);

        var known = Assert.Single(faults).Split("known here: ")[1].Split(", ");
        var schema = section.Length == 0 ? _schema : _schema.GetProperty("properties").GetProperty(section);
        Assert.Equal(known.Order(), schema.GetProperty("properties").EnumerateObject().Select(property => property.Name).Order());
    }

    [Fact]
    public void ModesAreThoseThereAre() => Assert.Equal(
        Enum.GetValues<PlayMode>().Select(PlayModeNames.Of),
        _schema.GetProperty("properties").GetProperty("mode").GetProperty("enum").EnumerateArray().Select(mode => mode.GetString()!));
}
