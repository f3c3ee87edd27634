namespace MusicGen.Edge;

/// <summary>
/// What of the box is not well now. Every part raises its faults here and clears them; log, lights, display and page read it. A fault is
/// said once when it comes and once when it is over, however often it is raised meanwhile.
/// </summary>
/// <param name="say">Takes a sentence for the log; any thread.</param>
/// <remarks>Thread-safe.</remarks>
internal sealed class FaultBoard(Action<string> say)
{
    private readonly Lock _gate = new();
    private volatile IReadOnlyList<Fault> _faults = [];

    /// <summary>The faults of now, oldest first. Never changes: another look gives another list.</summary>
    public IReadOnlyList<Fault> Snapshot => _faults;

    /// <summary>Says something that is no fault, in the same log.</summary>
    public void Say(string sentence) => say(sentence);

    /// <summary>Tells of a fault, or of what else is known about one that was told already.</summary>
    public void Raise(string key, string sentence, string whatToDo = "")
    {
        lock (_gate)
        {
            var fault = new Fault(key, sentence, whatToDo);
            var index = IndexOf(key);
            if (index >= 0 && _faults[index] == fault) return;
            _faults = index < 0 ? [.. _faults, fault] : [.. _faults.Select((old, i) => i == index ? fault : old)];
        }

        say(whatToDo.Length == 0 ? sentence : $"{sentence} {whatToDo}");
    }

    /// <summary>The fault is over, if there was one.</summary>
    /// <param name="key">As it was raised.</param>
    /// <param name="sentence">What is well again, for the log; null says nothing.</param>
    /// <returns>Whether there was one.</returns>
    public bool Clear(string key, string? sentence = null)
    {
        lock (_gate)
        {
            if (IndexOf(key) < 0) return false;
            _faults = [.. _faults.Where(fault => fault.Key != key)];
        }

        if (sentence is not null) say(sentence);
        return true;
    }

    private int IndexOf(string key)
    {
        for (var i = 0; i < _faults.Count; i++)
            if (_faults[i].Key == key) return i;
        return -1;
    }
}
