using System.Text;

namespace MusicGen.Bindings.OnnxRuntime;

/// <summary>A session's input or output names as zero-terminated UTF-8 at fixed addresses, so that a run converts no strings.</summary>
internal sealed unsafe class Utf8Names
{
    private readonly string _role;
    private readonly byte[] _text; // on the pinned heap: never moves, lives as long as this
    private readonly Dictionary<string, nint> _pointers;

    /// <param name="role">"input" or "output", for messages.</param>
    public Utf8Names(string role, IReadOnlyCollection<string> names)
    {
        _role = role;
        _text = GC.AllocateArray<byte>(names.Sum(name => Encoding.UTF8.GetByteCount(name) + 1) + 1, pinned: true);
        _pointers = new Dictionary<string, nint>(names.Count);
        var offset = 0;
        fixed (byte* start = _text)
        {
            foreach (var name in names)
            {
                _pointers[name] = (nint)(start + offset);
                offset += Encoding.UTF8.GetBytes(name, _text.AsSpan(offset)) + 1;
            }
        }
    }

    public void Fill(IReadOnlyCollection<string> names, Span<nint> pointers)
    {
        if (names is IReadOnlyList<string> list)
        {
            for (var i = 0; i < pointers.Length; i++)
            {
                pointers[i] = Find(list[i]);
            }

            return;
        }

        var next = 0;
        foreach (var name in names)
        {
            pointers[next++] = Find(name);
        }
    }

    private nint Find(string name) => _pointers.TryGetValue(name, out var pointer)
        ? pointer
        : throw new OnnxRuntimeException(OrtErrorCode.InvalidArgument, $"An {_role} of the model ({string.Join(", ", _pointers.Keys)}) expected, but '{name}' named.");
}
