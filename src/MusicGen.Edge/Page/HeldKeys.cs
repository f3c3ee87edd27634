namespace MusicGen.Edge;

/// <summary>What one page holds down at the moment.</summary>
internal sealed class HeldKeys
{
    private readonly HashSet<int> _pitches = [];
    private readonly HashSet<int> _controls = [];

    /// <summary>A key goes down; false where it was.</summary>
    public bool Press(int pitch) => _pitches.Add(pitch);

    /// <summary>A key comes up; false where it was.</summary>
    public bool Raise(int pitch) => _pitches.Remove(pitch);

    /// <summary>A pedal moves; 0 is its rest.</summary>
    public void Move(int control, int value)
    {
        if (value == 0) _controls.Remove(control);
        else _controls.Add(control);
    }

    /// <summary>The pedals that are not at rest; from now on they are.</summary>
    public int[] TakeMoved()
    {
        int[] moved = [.. _controls];
        _controls.Clear();
        return moved;
    }
}
