using System.Collections.Frozen;
using System.Security.Cryptography;

namespace MusicGen.Edge;

/// <summary>The page's own files, which come within the program.</summary>
internal sealed class PageFiles
{
    private const string Prefix = "page/";

    private static readonly FrozenDictionary<string, string> _types = new Dictionary<string, string>
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".json"] = "application/json",
        [".webmanifest"] = "application/manifest+json",
    }.ToFrozenDictionary();

    private readonly FrozenDictionary<string, PageFile> _files;

    /// <summary>Takes the files out of the program.</summary>
    public PageFiles()
    {
        var assembly = typeof(PageFiles).Assembly;
        var files = new Dictionary<string, PageFile>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8))}\"";
            files["/" + name[Prefix.Length..]] = new PageFile(bytes, _types[Path.GetExtension(name)], tag);
        }

        files["/"] = files["/index.html"];
        files.Remove("/openapi.json", out var description);
        files["/api/openapi.json"] = description!;
        _files = files.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Their paths.</summary>
    public IEnumerable<string> Paths => _files.Keys;

    /// <summary>The file of a path, or null.</summary>
    public PageFile? Find(string path) => _files.GetValueOrDefault(path);
}
