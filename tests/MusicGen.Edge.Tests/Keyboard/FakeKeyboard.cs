namespace MusicGen.Edge.Tests;

/// <summary>A keyboard at a <see cref="FakePorts"/>.</summary>
internal sealed class FakeKeyboard : IMidiInput
{
    private readonly byte[] _bytes = new byte[1 << 16];
    private int _read, _written;
    private bool _isPulled;

    /// <summary>Why it cannot be opened, or null.</summary>
    public string? Refusal { get; set; }

    public bool IsOpen { get; private set; }

    public void Send(params ReadOnlySpan<byte> bytes)
    {
        if (_read == _written) _read = _written = 0;
        bytes.CopyTo(_bytes.AsSpan(_written));
        _written += bytes.Length;
    }

    public FakeKeyboard Open()
    {
        IsOpen = true;
        return this;
    }

    public void Pull() => _isPulled = true;

    /// <summary>Pulled and plugged in again before anybody looked.</summary>
    public void Replug() => _isPulled = false;

    public int Read(Span<byte> destination)
    {
        if (_isPulled) throw new IOException("No such device");
        var count = Math.Min(destination.Length, _written - _read);
        _bytes.AsSpan(_read, count).CopyTo(destination);
        _read += count;
        return count;
    }

    public void Dispose() => IsOpen = false;
}
