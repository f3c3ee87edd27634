namespace MusicGen.Midi;

/// <summary>Questions to a whole file.</summary>
public static class MidiFileUtilities
{
    /// <summary>The time of the last event of any track.</summary>
    public static TTimeSpan GetDuration<TTimeSpan>(this MidiFile midiFile)
        where TTimeSpan : class, ITimeSpan
    {
        ArgumentNullException.ThrowIfNull(midiFile);
        return TimeConverter.ConvertTo<TTimeSpan>(LastTime(midiFile), midiFile.GetTempoMap());
    }

    public static ITimeSpan GetDuration(this MidiFile midiFile, TimeSpanType durationType)
    {
        ArgumentNullException.ThrowIfNull(midiFile);
        return TimeConverter.ConvertTo(LastTime(midiFile), durationType, midiFile.GetTempoMap());
    }

    /// <summary>Whether no track has an event.</summary>
    public static bool IsEmpty(this MidiFile midiFile)
    {
        ArgumentNullException.ThrowIfNull(midiFile);
        return midiFile.GetTrackChunks().All(track => track.Events.Count == 0);
    }

    private static long LastTime(MidiFile midiFile) => midiFile
        .GetTrackChunks()
        .Select(track => track.Events.Aggregate(0L, (time, midiEvent) => Ticks.Add(time, midiEvent.DeltaTime)))
        .DefaultIfEmpty(0)
        .Max();
}
