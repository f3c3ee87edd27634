using System.Text.Json;
using System.Text.Json.Serialization;

namespace MusicGen.Core;

/// <summary>
/// The JSON form of a model package's files, shared by its writer (export) and its reader (playing): camelCase, enums as
/// names, unknown and missing keys refused.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true,
    ReadCommentHandling = JsonCommentHandling.Skip,
    WriteIndented = true)]
[JsonSerializable(typeof(ModelManifest))]
[JsonSerializable(typeof(GoldenVector))]
internal sealed partial class ModelPackageJson : JsonSerializerContext;
