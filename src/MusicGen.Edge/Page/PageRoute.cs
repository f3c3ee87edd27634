using Microsoft.AspNetCore.Http;

namespace MusicGen.Edge;

/// <summary>One address of the API and what answers there.</summary>
/// <param name="Method">GET, POST or DELETE.</param>
/// <param name="Path">The address; a last part in braces stands for any name.</param>
/// <param name="IsOpen">Whether it answers those who have not shown the token.</param>
/// <param name="Answer">Answers; the text is what stands for the braces.</param>
internal sealed record PageRoute(string Method, string Path, bool IsOpen, Func<HttpContext, string, Task> Answer)
{
    private readonly int _brace = Path.IndexOf('{');

    /// <summary>Whether a path is this one's, and what stands in it for the braces.</summary>
    public bool IsAt(string path, out string name)
    {
        name = "";
        if (_brace < 0) return path == Path;
        var tail = Path[(Path.IndexOf('}') + 1)..];
        if (path.Length <= _brace + tail.Length || !path.StartsWith(Path[.._brace], StringComparison.Ordinal) || !path.EndsWith(tail, StringComparison.Ordinal)) return false;
        name = path[_brace..^tail.Length];
        return !name.Contains('/');
    }
}
