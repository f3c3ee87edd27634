using System.Xml;
using System.Xml.Schema;

namespace MusicGen.Core.Tests;

/// <summary>Scores of real files, held against the standard's own schema.</summary>
public sealed class MusicXmlWriterTests_W3cSchema
{
    private const int Stride = 150;

    [MusicXmlSchemaFact]
    public void RealPiecesAreValid()
    {
        var schemas = new XmlSchemaSet { XmlResolver = null };
        foreach (var (name, space) in new[] { ("xml.xsd", "http://www.w3.org/XML/1998/namespace"), ("xlink.xsd", "http://www.w3.org/1999/xlink"), ("musicxml.xsd", null) })
        {
            using var schema = XmlReader.Create(Path.Combine(MusicXmlSchemaFactAttribute.Folder!, name), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
            schemas.Add(space, schema);
        }

        var files = Directory.EnumerateFiles(SharedDataFactAttribute.Folder!, "*.mid*", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path) is ".mid" or ".midi").Order(StringComparer.Ordinal).Where((_, index) => index % Stride == 0).ToList();
        foreach (var path in files)
        {
            using var stream = new MemoryStream();
            MusicXmlWriter.Write(new MidiPieceReader { ExtendsByPedal = false }.Read(path).Piece, stream);
            stream.Position = 0;
            var faults = new List<string>();
            var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, ValidationType = ValidationType.Schema, Schemas = schemas };
            settings.ValidationFlags |= XmlSchemaValidationFlags.ReportValidationWarnings;
            settings.ValidationEventHandler += (_, fault) => faults.Add($"{path}:{fault.Exception.LineNumber}: {fault.Message}");
            using var reader = XmlReader.Create(stream, settings);
            while (reader.Read())
            {
            }

            Assert.Empty(faults);
        }

        Assert.True(files.Count >= 10);
    }
}
