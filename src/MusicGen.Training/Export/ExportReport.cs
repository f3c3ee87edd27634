using System.Globalization;
using System.Text;
using MusicGen.Core;

namespace MusicGen.Training;

/// <summary>What <see cref="PackageExporter"/> wrote and measured; its text is what <c>export</c> prints.</summary>
/// <param name="Package">The package as the player will load it.</param>
/// <param name="Variants">Measurements of each variant written.</param>
public sealed record ExportReport(ModelPackage Package, IReadOnlyList<VariantReport> Variants)
{
    /// <summary>A table, one line per variant, with the agreement of each field behind it.</summary>
    public override string ToString()
    {
        var text = new StringBuilder($"variant      MB  golden diff  {"bits/" + Representation.Of(Package.Vocabulary).Unit,9}  vs fp32  top-1 agreement");
        foreach (var variant in Variants)
        {
            text.AppendLine().Append(CultureInfo.InvariantCulture, $"{variant.Name,-7} {variant.Bytes / 1e6,7:0.00} {variant.GoldenDifference,12:0.000000}");
            if (variant.Parity is { } parity)
                text.Append(CultureInfo.InvariantCulture, $" {parity.BitsPerNote,10:0.0000} {Math.Round(parity.BitsPerNote - parity.ReferenceBitsPerNote, 4) + 0.0,8:+0.0000;-0.0000} {parity.Agreement,16:0.00%}")
                    .Append(CultureInfo.InvariantCulture, $"  ({string.Join(", ", FieldGroups.Of([.. parity.Fields.Select(field => field.Name)]).Select(group =>
                        string.Create(CultureInfo.InvariantCulture, $"{group.Name} {parity.Fields.Skip(group.First).Take(group.Count).Average(field => field.Agreement):0.0%}")))})");
        }

        return text.ToString();
    }
}
