using MusicGen.Bindings.Linux;

namespace MusicGen.Edge;

/// <summary>
/// The adapter over OpenAL, and the only file that uses it: a stereo stream of queued periods on one device. Written for
/// OpenAL Soft 1.18, which can neither reopen a device nor call back: the device is polled, and a lost one is closed and
/// opened anew by the audio loop.
/// </summary>
/// <remarks>Single-threaded, but for the constructor and <see cref="Dispose"/> (process-wide current context).</remarks>
internal sealed class OpenAlOutput : IAudioOutput
{
    // ALC_CONNECTED of ALC_EXT_disconnect; the package's enumeration has no name for it.
    private const AlcGetInteger Connected = (AlcGetInteger)0x313;

    private readonly AudioFormat _format;
    private readonly ALDevice _device;
    private readonly ALContext _context;
    private readonly bool _canDisconnect;
    private readonly int _source;
    private readonly int[] _buffers;
    private readonly int[] _freeBuffers;
    private int _freeCount;
    private bool _isStarted;

    static OpenAlOutput() => AudioLibraries.Prepare(Path.Combine(AppContext.BaseDirectory, "Data/alsoft.conf"));

    /// <summary>Opens a device.</summary>
    /// <param name="deviceName">Name as listed, or null for the default device.</param>
    /// <param name="format">How the sound is handed over.</param>
    /// <exception cref="IOException">There is no such device or it does not open; the sentence says what to do.</exception>
    /// <exception cref="DllNotFoundException">OpenAL is not installed.</exception>
    public OpenAlOutput(string? deviceName, AudioFormat format)
    {
        _format = format;
        _device = ALC.OpenDevice(deviceName!);
        if (_device == ALDevice.Null) throw NoDevice(deviceName);
        _context = ALC.CreateContext(_device, new ALContextAttributes { Frequency = format.SampleRateHz });
        if (_context == ALContext.Null || !ALC.MakeContextCurrent(_context))
        {
            CloseDevice();
            throw NoDevice(deviceName);
        }

        Name = ALC.GetString(_device, AlcGetString.AllDevicesSpecifier) ?? deviceName ?? "default";
        _canDisconnect = ALC.IsExtensionPresent(_device, "ALC_EXT_disconnect");
        _source = AL.GenSource();
        _buffers = AL.GenBuffers(format.PeriodCount);
        _freeBuffers = [.. _buffers];
        _freeCount = _buffers.Length;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public bool IsConnected
    {
        get
        {
            if (!_canDisconnect) return true;
            ALC.GetInteger(_device, Connected, 1, out int connected);
            return connected != 0;
        }
    }

    /// <inheritdoc/>
    public long UnderrunCount { get; private set; }

    /// <summary>Names of the devices that can be opened, the default one first; empty where there is none.</summary>
    /// <exception cref="DllNotFoundException">OpenAL is not installed.</exception>
    public static IReadOnlyList<string> ListDevices()
    {
        var devices = ALC.GetString(AlcGetStringList.AllDevicesSpecifier) ?? [];
        return [.. devices.Where(name => !string.IsNullOrEmpty(name))];
    }

    /// <inheritdoc/>
    public bool HasRoom()
    {
        for (var processed = AL.GetSource(_source, ALGetSourcei.BuffersProcessed); processed > 0; processed--)
        {
            var buffer = AL.SourceUnqueueBuffer(_source);
            if (_freeCount < _freeBuffers.Length) _freeBuffers[_freeCount++] = buffer;
        }

        if (_isStarted && _freeCount == _buffers.Length) Rewind();
        return _freeCount > 0;
    }

    /// <inheritdoc/>
    public void Queue(ReadOnlySpan<short> interleaved)
    {
        if (_freeCount == 0) return;
        var buffer = _freeBuffers[--_freeCount];
        AL.BufferData(buffer, ALFormat.Stereo16, interleaved, _format.SampleRateHz);
        AL.SourceQueueBuffer(_source, buffer);
        // It starts when the queue is full, so that the first period is not followed by a gap.
        if (_freeCount == 0) KeepPlaying();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _isStarted = false;
        AL.SourceStop(_source);
        while (HasRoom() && _freeCount < _buffers.Length && AL.GetSource(_source, ALGetSourcei.BuffersProcessed) > 0)
        {
        }

        AL.DeleteSource(_source);
        AL.DeleteBuffers(_buffers);
        CloseDevice();
    }

    private static IOException NoDevice(string? name) => new(name is null
        ? "An audio device expected, found none that opens; plug one in, check that the user is in group audio, or set ALSOFT_DRIVERS."
        : $"Audio device '{name}' expected, found none of that name that opens; 'musicgen devices' lists what there is.");

    // It has run dry. A stopped source counts whatever is queued as played at once, and would swallow the music unheard as
    // fast as it is composed; a rewound one does not.
    private void Rewind()
    {
        UnderrunCount++;
        _isStarted = false;
        AL.SourceRewind(_source);
    }

    private void KeepPlaying()
    {
        if ((ALSourceState)AL.GetSource(_source, ALGetSourcei.SourceState) == ALSourceState.Playing) return;
        // A source that is queued but stopped has run dry.
        if (_isStarted) UnderrunCount++;
        _isStarted = true;
        AL.SourcePlay(_source);
    }

    private void CloseDevice()
    {
        ALC.MakeContextCurrent(ALContext.Null);
        if (_context != ALContext.Null) ALC.DestroyContext(_context);
        ALC.CloseDevice(_device);
    }
}
