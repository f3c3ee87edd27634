namespace MusicGen.Edge;

/// <summary>Sounds the keys of a scripted visit as a keyboard's are sounded: into the player's live queue.</summary>
internal sealed class ScriptedKeys
{
    private readonly NoteEventQueue _queue;
    private readonly bool[] _held = new bool[128];

    /// <summary>Begins with a program of its own, as a keyboard does when it is plugged in.</summary>
    public ScriptedKeys(NoteEventQueue queue, byte program)
    {
        _queue = queue;
        Send(NoteEventKind.ProgramChange, program, 0);
    }

    /// <summary>Sounds a key event; others are none of its business.</summary>
    public void Play(in BoxEvent boxEvent)
    {
        if (boxEvent.Kind == BoxEventKind.KeyDown)
        {
            _held[boxEvent.Number] = true;
            Send(NoteEventKind.NoteOn, (byte)boxEvent.Number, (byte)boxEvent.Value);
        }
        else if (boxEvent.Kind == BoxEventKind.KeyUp && _held[boxEvent.Number])
        {
            _held[boxEvent.Number] = false;
            Send(NoteEventKind.NoteOff, (byte)boxEvent.Number, 0);
        }
    }

    private void Send(NoteEventKind kind, byte data1, byte data2) =>
        _queue.TryEnqueue(new NoteEvent(0, kind, LiveBox.KeyboardChannel, data1, data2, KeyboardInput.FirstOwnerId, NoteEvent.LiveGeneration));
}
