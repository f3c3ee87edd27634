namespace MusicGen.Edge;

/// <summary>
/// The keys and pedals of all pages together, as one keyboard: a note ends when the last page lets it go. Between the
/// pages' messages and the MIDI bytes that the box plays.
/// </summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class PageKeys(IPageBox box)
{
    private const int NoteOff = 0x80, NoteOn = 0x90, ControlChange = 0xB0;

    private readonly Lock _lock = new();
    private readonly int[] _holders = new int[128];

    /// <summary>A page presses a key (velocity 1–127) or lets it go (0).</summary>
    /// <param name="held">Keys that this page holds.</param>
    /// <param name="pitch">Pitch 0–127.</param>
    /// <param name="velocity">Velocity.</param>
    public void Play(HeldKeys held, int pitch, int velocity)
    {
        lock (_lock)
        {
            if (velocity > 0)
            {
                if (held.Press(pitch)) _holders[pitch]++;
                Send(NoteOn, pitch, velocity);
            }
            else if (held.Raise(pitch) && --_holders[pitch] == 0)
            {
                Send(NoteOff, pitch, 0);
            }
        }
    }

    /// <summary>A page moves a pedal or wheel.</summary>
    public void Control(HeldKeys held, int control, int value)
    {
        lock (_lock)
        {
            held.Move(control, value);
            Send(ControlChange, control, value);
        }
    }

    /// <summary>A page turns a knob; it stays where it is when the page is gone.</summary>
    public void Turn(int control, int value)
    {
        lock (_lock) Send(ControlChange, control, value);
    }

    /// <summary>A page is gone: nothing that it held may hang.</summary>
    public void Release(HeldKeys held)
    {
        lock (_lock)
        {
            for (var pitch = 0; pitch < 128; pitch++)
                if (held.Raise(pitch) && --_holders[pitch] == 0) Send(NoteOff, pitch, 0);
            foreach (var control in held.TakeMoved()) Send(ControlChange, control, 0);
        }
    }

    private void Send(int status, int data1, int data2) => box.Play([(byte)status, (byte)data1, (byte)data2]);
}
