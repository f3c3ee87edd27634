using MusicGen.Bindings.Evdev;

namespace MusicGen.Edge;

/// <summary>
/// The key pads of the machine by the kernel's input devices. Devices that have a wanted key are listened to; others are not kept open.
/// New ones are looked for once a second; what a device held down when it was pulled out is let go.
/// </summary>
/// <remarks>Single-threaded but for <see cref="Wake"/>.</remarks>
internal sealed class EvdevKeyPads(string folder, IReadOnlyCollection<int> codes, Action<int, bool> changed, Action<string> say) : IKeyPads
{
    private const int LookMilliseconds = 1000;
    private const int KeysAtOnce = 64;

    private readonly InputPoll _poll = new();
    private readonly List<InputDevice> _devices = [];
    private readonly HashSet<(string Path, int Code)> _held = [];
    private readonly HashSet<string> _refused = [];
    private readonly HashSet<string> _unsuited = [];
    private readonly InputKey[] _keys = new InputKey[KeysAtOnce];
    private long _nextLook;

    /// <summary>Input devices, for a person.</summary>
    public static IReadOnlyList<string> Describe(string folder)
    {
        var lines = new List<string>();
        foreach (var path in Files(folder))
        {
            try
            {
                using var device = InputDevice.Open(path);
                lines.Add($"{path}  {device.Name}");
            }
            catch (IOException e)
            {
                lines.Add($"{path}  {e.Message}");
            }
        }

        return lines;
    }

    public void Step(TimeSpan wait)
    {
        if (Environment.TickCount64 >= _nextLook) Look();
        _poll.Wait(_devices, (int)Math.Min(wait.TotalMilliseconds, LookMilliseconds));
        for (var i = _devices.Count - 1; i >= 0; i--) Read(_devices[i]);
    }

    public void Wake()
    {
        try
        {
            _poll.Wake();
        }
        catch (ObjectDisposedException)
        {
            // It has ended by itself meanwhile.
        }
    }

    public void Dispose()
    {
        foreach (var device in _devices) device.Dispose();
        _devices.Clear();
        _poll.Dispose();
    }

    private static string[] Files(string folder)
    {
        try
        {
            var files = Directory.GetFileSystemEntries(folder, "event*");
            Array.Sort(files, StringComparer.Ordinal);
            return files;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private void Look()
    {
        _nextLook = Environment.TickCount64 + LookMilliseconds;
        var files = Files(folder);
        _refused.IntersectWith(files);
        _unsuited.IntersectWith(files);
        foreach (var path in files)
        {
            if (_unsuited.Contains(path) || _devices.Exists(device => device.Path == path)) continue;
            try
            {
                Take(InputDevice.Open(path));
                _refused.Remove(path);
            }
            catch (IOException e)
            {
                // Rights come a moment after the device; said once, tried on.
                if (_refused.Add(path)) say(e.Message);
            }
        }
    }

    private void Take(InputDevice device)
    {
        if (codes.Any(device.HasKey))
        {
            _devices.Add(device);
            say($"keys of {device.Name} are heard");
            return;
        }

        _unsuited.Add(device.Path);
        device.Dispose();
    }

    private void Read(InputDevice device)
    {
        try
        {
            var count = device.Read(_keys, out var isIncomplete);
            for (var i = 0; i < count; i++) Tell(device, _keys[i].Code, _keys[i].IsDown);
            if (!isIncomplete) return;
            foreach (var code in codes) Tell(device, code, device.IsDown(code));
        }
        catch (IOException)
        {
            _devices.Remove(device);
            foreach (var (path, code) in _held.Where(held => held.Path == device.Path).ToList()) Tell(device, code, isDown: false);
            say($"keys of {device.Name} are gone");
            device.Dispose();
            _nextLook = 0;
        }
    }

    private void Tell(InputDevice device, int code, bool isDown)
    {
        if (!codes.Contains(code)) return;
        if (isDown ? _held.Add((device.Path, code)) : _held.Remove((device.Path, code))) changed(code, isDown);
    }
}
