namespace MusicGen.Edge.Tests;

/// <summary>A synthesizer that knows what would be heard: keys that sound, controllers, wheels, programs.</summary>
internal sealed class HearingSynthesizer : ISynthesizer
{
    private readonly bool[] _sounding = new bool[16 * 128];
    private readonly int[] _controllers = new int[16 * 128];
    private readonly int[] _bends = new int[16];

    public HearingSynthesizer()
    {
        Array.Fill(_bends, 8192);
        Array.Fill(_controllers, -1);
    }

    public Action<int, int> NoteBegan { get; set; } = (_, _) => { };

    public int SoundingCount { get; private set; }

    public int[] Programs { get; } = new int[16];

    public bool IsSounding(int channel, int pitch) => _sounding[channel * 128 + pitch];

    /// <summary>Value of a controller, −1 where it was never set.</summary>
    public int Controller(int channel, int control) => _controllers[channel * 128 + control];

    public int BendOf(int channel) => _bends[channel];

    public void NoteOn(int channel, int pitch, int velocity)
    {
        if (!_sounding[channel * 128 + pitch]) SoundingCount++;
        _sounding[channel * 128 + pitch] = true;
        NoteBegan(channel, pitch);
    }

    public void NoteOff(int channel, int pitch)
    {
        if (_sounding[channel * 128 + pitch]) SoundingCount--;
        _sounding[channel * 128 + pitch] = false;
    }

    public void ControlChange(int channel, int control, int value) => _controllers[channel * 128 + control] = value;

    public void ProgramChange(int channel, int program) => Programs[channel] = program;

    public void PitchBend(int channel, int value14) => _bends[channel] = value14;

    public void ReleaseAll()
    {
        Array.Clear(_sounding);
        SoundingCount = 0;
    }

    public void Render(Span<float> left, Span<float> right)
    {
        left.Clear();
        right.Clear();
    }
}
