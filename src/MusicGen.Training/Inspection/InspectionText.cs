using System.Globalization;
using System.Text;

namespace MusicGen.Training;

/// <summary>Writes what <c>inspect</c> found for people: short tables, long lists cut with the number of what is left out.</summary>
internal static class InspectionText
{
    private const int MapLines = 12, ListLines = 20;

    public static string Format(FileInspection file, IEnumerable<NoteRow>? notes)
    {
        var text = new StringBuilder();
        Line(text, $"{file.File}: {file.Notes} notes, {Clock(file.Seconds)} ({file.Seconds:F3} s), {file.Bytes} bytes");
        Line(text, $"  format {file.Format?.ToString(CultureInfo.InvariantCulture) ?? "lost"}, {(file.TicksPerQuarter is { } ticks ? FormattableString.Invariant($"{ticks} ticks per quarter") : "ticks are parts of a second")}, tracks: {file.Tracks.Count}");
        Line(text, $"  polyphony: at most {file.Polyphony.Most}, {file.Polyphony.Mean:F2} on average while it sounds");
        Line(text, $"  velocity: {file.Velocity.Lowest} to {file.Velocity.Highest}, mean {file.Velocity.Mean:F1}, {file.Velocity.Distinct} different");
        Line(text, $"  pedal: {file.Pedal.PressCount} presses, down {file.Pedal.DownSeconds:F1} s");
        Line(text, $"\ninstruments: {file.Instruments.Count}");
        Line(text, $"  channel  program  {"name",-26}    notes  range");
        foreach (var use in file.Instruments)
            Line(text, $"  {use.Channel,7}  {use.Program,7}  {use.Name,-26}  {use.Notes,7}  {NoteTable.NameOf(use.Lowest)} to {NoteTable.NameOf(use.Highest)}");
        Line(text, $"\ntracks: {file.Tracks.Count}");
        foreach (var (track, number) in Shown(file.Tracks.Select((track, i) => (track, i + 1)), text))
            Line(text, $"  {number,7}  {track.NoteOnCount,7} notes  {track.EventCount,7} events  {track.Name}");
        Map(text, "tempo", file.Tempos, "none; 120 BPM is assumed");
        Map(text, "metre", file.Metres, "none; 4/4 is assumed");
        Map(text, "key", file.Keys, "none");
        if (file.Suspicions.Count > 0)
            Line(text, $"\nsuspicious: {file.Suspicions.Count}");
        foreach (var suspicion in file.Suspicions)
            Line(text, $"  {suspicion}");
        if (notes is not null)
            Table(text, notes);
        return text.ToString();
    }

    public static string Format(FolderInspection folder)
    {
        var text = new StringBuilder();
        var all = folder.Read + folder.Refused.Count;
        Line(text, $"{folder.Folder}: {folder.Read} of {all} files read, {folder.Refused.Count} refused; {folder.OtherFiles} other files; {folder.Notes} notes, {folder.Hours:F2} hours");
        if (folder.Files.Count > 0)
        {
            var seconds = folder.Files.Select(file => file.Seconds).Order().ToList();
            Line(text, $"  durations: shortest {Clock(seconds[0])}, median {Clock(seconds[seconds.Count / 2])}, longest {Clock(seconds[^1])}; files with pedal: {folder.Files.Count(file => file.HasPedal)}");
        }

        Line(text, $"\ninstruments: {folder.Instruments.Count}");
        Line(text, $"  {"name",-26}   files      notes");
        foreach (var total in Shown(folder.Instruments, text))
            Line(text, $"  {total.Name,-26}  {total.Files,6}  {total.Notes,9}");
        Groups(text, "copies (same notes)", folder.Copies);
        Groups(text, "versions of one work (transposed, re-timed or cut)", folder.Versions);
        var suspicious = folder.Files.Where(file => file.Suspicions.Count > 0).ToList();
        Line(text, $"\nsuspicious: {suspicious.Count}");
        foreach (var kind in suspicious.SelectMany(file => file.Suspicions).GroupBy(KindOf).OrderByDescending(kind => kind.Count()))
            Line(text, $"  {kind.Count(),6}  {kind.Key}");
        foreach (var file in Shown(suspicious, text))
            Line(text, $"  {file.File}: {string.Join("; ", file.Suspicions)}");
        Line(text, $"\nrefused: {folder.Refused.Count}");
        foreach (var refused in folder.Refused)
            Line(text, $"  {refused.File}: {refused.Reason}");
        return text.ToString();
    }

    private static void Map(StringBuilder text, string name, IReadOnlyList<MapEntry> entries, string none)
    {
        Line(text, $"\n{name}: {(entries.Count == 0 ? none : entries.Count == 1 ? entries[0].Value : FormattableString.Invariant($"{entries.Count} changes"))}");
        if (entries.Count <= 1)
            return;
        foreach (var entry in entries.Take(MapLines))
            Line(text, $"  {entry.Seconds,10:F3} s  {entry.Value}");
        if (entries.Count > MapLines)
            Line(text, $"  and {entries.Count - MapLines} more (all with --json)");
    }

    private static void Table(StringBuilder text, IEnumerable<NoteRow> notes)
    {
        Line(text, $"\n{"start s",10} {"end s",10}  pitch  {"name",-20} velocity  channel  instrument");
        foreach (var note in notes)
            Line(text, $"{note.StartSeconds,10:F3} {note.EndSeconds,10:F3}  {note.Pitch,5}  {note.Name,-20} {note.Velocity,8}  {note.Channel,7}  {note.Instrument}");
    }

    private static void Groups(StringBuilder text, string title, IReadOnlyList<IReadOnlyList<string>> groups)
    {
        Line(text, $"\n{title}: {groups.Count} groups, {groups.Sum(group => group.Count)} files");
        foreach (var group in Shown(groups, text))
            Line(text, $"  {string.Join(" = ", group.Take(6))}{(group.Count > 6 ? FormattableString.Invariant($" and {group.Count - 6} more") : "")}");
    }

    /// <summary>The first of a list; after them a line says how many more there are.</summary>
    private static IEnumerable<T> Shown<T>(IEnumerable<T> list, StringBuilder text)
    {
        var count = 0;
        foreach (var entry in list)
            if (count++ < ListLines)
                yield return entry;
        if (count > ListLines)
            Line(text, $"  and {count - ListLines} more (all with --json)");
    }

    private static string KindOf(string suspicion) => suspicion.Split(':', ',')[0];

    private static string Clock(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{(int)(seconds / 60)}:{(int)(seconds % 60):D2}");

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
