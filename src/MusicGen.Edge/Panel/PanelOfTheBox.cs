namespace MusicGen.Edge;

/// <summary>Puts the panel into the running box: what lights and display are to show of it, out of its parts.</summary>
internal static class PanelOfTheBox
{
    /// <summary>Starts the panel that is configured.</summary>
    /// <returns>The panel, or null where none is configured.</returns>
    public static IDisposable? AddTo(RunningBox box) =>
        PanelLoop.Start(box.Options.Panel, box.Surroundings, box.Inbox, () => Look(box), box.Faults);

    private static PanelView Look(RunningBox box)
    {
        var rate = (double)box.Player.SampleRate;
        return new PanelView
        {
            State = box.Conductor.State,
            Faults = FaultsOf(box),
            Level = box.Audio.Level,
            NowSeconds = box.Player.PlayedFrames / rate,
            Notes = [.. box.Decided.Snapshot.Select(note => new PanelNote(note.Pitch, note.OnsetFrame / rate, (note.EndFrame - note.OnsetFrame) / rate))],
        };
    }

    // The worst first: that there is no sound explains everything else.
    private static IReadOnlyList<Fault> FaultsOf(RunningBox box)
    {
        var told = box.Faults.Snapshot;
        if (box.Audio.DeviceName is not null && box.LivedWith.Count == 0) return told;
        List<Fault> faults = [];
        if (box.Audio.DeviceName is null) faults.Add(new Fault("sound.device", "There is no audio device.", "Plug one in; the music is composed meanwhile and plays on."));
        faults.AddRange(told);
        faults.AddRange(box.LivedWith.Select(sentence => new Fault("start", sentence, "")));
        return faults;
    }
}
