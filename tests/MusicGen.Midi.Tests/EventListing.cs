namespace MusicGen.Midi.Tests;

/// <summary>Short ways for tests to look into a file.</summary>
internal static class EventListing
{
    public static List<MidiEvent> AllEvents(this MidiFile file) => [.. file.GetTrackChunks().SelectMany(track => track.Events)];

    /// <summary>Whether two files have equal tracks, event by event.</summary>
    public static bool SameEvents(this MidiFile file, MidiFile other)
    {
        var tracks = file.GetTrackChunks().ToList();
        var others = other.GetTrackChunks().ToList();
        return tracks.Count == others.Count && tracks.Zip(others).All(pair => Same(pair.First.Events, pair.Second.Events));
    }

    private static bool Same(EventsCollection events, EventsCollection others) =>
        events.Count == others.Count && events.Zip(others).All(pair => MidiEvent.Equals(pair.First, pair.Second));
}
