using System.Globalization;

namespace MusicGen.Core.Tests;

/// <summary>
/// A synthesizer of plain tones that writes down what it was asked, in blocks; its sound depends on every call and on the
/// time of it. Allocates nothing once its list is large enough.
/// </summary>
public sealed class RecordingSynthesizer : ISynthesizer
{
    private readonly double[] _phases = new double[16 * 128];
    private readonly float[] _levels = new float[16 * 128];

    /// <summary>What was asked: (block, channel, pitch, velocity), velocity 0 = note-off.</summary>
    public List<(long Block, int Channel, int Pitch, int Velocity)> Notes { get; } = new(100_000);

    public List<string> Others { get; } = [];

    public long Blocks { get; private set; }

    public int ReleaseAllCount { get; private set; }

    /// <summary>Level of a note of full velocity.</summary>
    public float Level { get; set; } = 0.05f;

    /// <summary>Replaces the sound, where a test wants its own.</summary>
    public Func<long, float>? Signal { get; set; }

    public bool IsSounding(int channel, int pitch) => _levels[channel * 128 + pitch] > 0;

    public int SoundingCount => _levels.Count(l => l > 0);

    public void NoteOn(int channel, int pitch, int velocity)
    {
        Notes.Add((Blocks, channel, pitch, velocity));
        _levels[channel * 128 + pitch] = velocity / 127f;
    }

    public void NoteOff(int channel, int pitch)
    {
        Notes.Add((Blocks, channel, pitch, 0));
        _levels[channel * 128 + pitch] = 0;
    }

    public void ControlChange(int channel, int control, int value) => Add($"control {channel} {control} {value}");

    public void ProgramChange(int channel, int program) => Add($"program {channel} {program}");

    public void PitchBend(int channel, int value14) => Add($"bend {channel} {value14}");

    public void ReleaseAll()
    {
        ReleaseAllCount++;
        Array.Clear(_levels);
    }

    public void Render(Span<float> left, Span<float> right)
    {
        if (left.Length != Player.BlockFrames || right.Length != left.Length) throw new InvalidOperationException("Whole blocks expected.");
        left.Clear();
        right.Clear();
        for (var key = 0; key < _levels.Length; key++)
            if (_levels[key] > 0) Sound(key, left, right);
        for (var i = 0; Signal is not null && i < left.Length; i++) left[i] = right[i] = Signal(Blocks * Player.BlockFrames + i);
        Blocks++;
    }

    private void Sound(int key, Span<float> left, Span<float> right)
    {
        for (var i = 0; i < left.Length; i++)
        {
            _phases[key] += 0.01 + key % 128 * 0.001;
            var sample = (float)Math.Sin(_phases[key]) * _levels[key] * Level;
            left[i] += sample;
            right[i] -= sample;
        }
    }

    private void Add(FormattableString what) => Others.Add(what.ToString(CultureInfo.InvariantCulture));
}
