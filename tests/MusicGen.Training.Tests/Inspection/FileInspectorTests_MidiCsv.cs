using System.Diagnostics;
using System.Globalization;

namespace MusicGen.Training.Tests;

/// <summary>What <c>inspect</c> says of real files, held against another reader.</summary>
public sealed class FileInspectorTests_MidiCsv
{
    /// <summary>Files to compare, spread over the data; the variable INSPECT_FILES takes more.</summary>
    private static readonly int _fileCount = int.Parse(Environment.GetEnvironmentVariable("INSPECT_FILES") ?? "20");

    [MidiCsvFact]
    public void HeaderNoteCountsAndMapsAgree()
    {
        foreach (var path in Files())
        {
            var csv = MidiCsv(path);
            var file = new FileInspector(false, long.MaxValue).Inspect(path, path).Inspection;

            var header = csv.First(row => row[2] == "Header");
            Assert.Equal((path, int.Parse(header[3]), int.Parse(header[4]), int.Parse(header[5])), (path, file.Format, file.Tracks.Count, file.TicksPerQuarter));
            Assert.Equal((path, csv.Count(IsPress)), (path, file.Tracks.Sum(track => track.NoteOnCount)));
            Assert.Equal(csv.Any(row => row[2] == "Tempo"), file.Tempos.Count > 0);
            Assert.Equal((path, csv.Where(row => row[2] == "Time_signature").Select(row => row[1]).Distinct().Count()), (path, file.Metres.Count));
            Assert.Equal(csv.Any(row => row[2] == "Key_signature"), file.Keys.Count > 0);
        }
    }

    [MidiCsvFact]
    public void OnsetsPitchesAndVelocitiesAgree()
    {
        foreach (var path in Files())
        {
            var csv = MidiCsv(path);
            var division = int.Parse(csv.First(row => row[2] == "Header")[5]);
            var piece = new FileInspector(false, long.MaxValue).Inspect(path, path).Piece;

            // Of two notes of one pitch in one channel at one tick the piece keeps the louder.
            var expected = Paired(csv)
                .Select(note => (Onset: Rescaled(note.Onset, division), End: Rescaled(note.End, division), note.Channel, note.Pitch, note.Velocity))
                .GroupBy(note => (note.Onset, note.Channel, note.Pitch))
                .Select(group => (group.Key.Onset, group.Key.Channel, group.Key.Pitch, Velocity: group.Max(note => note.Velocity)))
                .Order().ToList();

            Assert.Equal(expected, piece.Notes.Select(note => (Onset: note.OnsetTicks, (int)note.Channel, (int)note.Pitch, (int)note.Velocity)).Order());
        }
    }

    [MidiCsvFact]
    public void DurationsAgreeWhereAPitchIsNotStruckTwiceAtOnce()
    {
        int compared = 0, all = 0;
        foreach (var path in Files())
        {
            var csv = MidiCsv(path);
            var division = int.Parse(csv.First(row => row[2] == "Header")[5]);
            var piece = new FileInspector(false, long.MaxValue).Inspect(path, path).Piece;
            var ends = piece.Notes.ToDictionary(note => (note.OnsetTicks, (int)note.Channel, (int)note.Pitch), note => note.EndTicks);

            all += piece.Notes.Count;
            foreach (var key in Paired(csv).GroupBy(note => (note.Channel, note.Pitch)))
            {
                var notes = key.OrderBy(note => note.Onset).ToList();
                if (notes.Zip(notes.Skip(1)).Any(pair => pair.First.End > pair.Second.Onset))
                    continue;
                compared += notes.Count;
                foreach (var note in notes)
                    Assert.Equal((path, note.Onset, Math.Max(Rescaled(note.End, division), Rescaled(note.Onset, division) + 1)), (path, note.Onset, ends[(Rescaled(note.Onset, division), note.Channel, note.Pitch)]));
            }
        }

        Assert.True(compared > all / 2, $"{compared} of {all} notes could be compared");
    }

    [MidiCsvFact]
    public void ProgramsAgreeWhereAChannelHasOne()
    {
        foreach (var path in Files())
        {
            var csv = MidiCsv(path);
            var file = new FileInspector(false, long.MaxValue).Inspect(path, path).Inspection;
            var programs = csv.Where(row => row[2] == "Program_c").GroupBy(row => int.Parse(row[3])).ToDictionary(group => group.Key, group => group.Select(row => int.Parse(row[4])).Distinct().ToList());

            foreach (var use in file.Instruments)
            {
                var chosen = programs.GetValueOrDefault(use.Channel - 1) ?? [0];
                if (chosen.Count == 1 && csv.Where(row => row[2] == "Program_c" && int.Parse(row[3]) == use.Channel - 1).All(row => row[1] == "0"))
                    Assert.Equal((path, use.Channel, chosen[0]), (path, use.Channel, use.Program));
            }

            Assert.Equal(csv.Where(IsPress).Select(row => int.Parse(row[3]) + 1).Distinct().Order(), file.Instruments.Select(use => use.Channel).Distinct().Order());
        }
    }

    private static IEnumerable<string> Files()
    {
        var all = Directory.EnumerateFiles(MidiCsvFactAttribute.Folder!, "*.mid*", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path) is ".mid" or ".midi").Order(StringComparer.Ordinal).ToList();
        return all.Where((_, index) => index % Math.Max(1, all.Count / _fileCount) == 0).Take(_fileCount);
    }

    private static List<string[]> MidiCsv(string path)
    {
        using var process = Process.Start(new ProcessStartInfo(MidiCsvFactAttribute.Program!, [path]) { RedirectStandardOutput = true })!;
        var rows = new List<string[]>();
        while (process.StandardOutput.ReadLine() is { } line)
            rows.Add(line.Split(", "));
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return rows;
    }

    private static bool IsPress(string[] row) => row[2] == "Note_on_c" && row[5] != "0";

    /// <summary>First in, first out within a track; what never ends and what has no length is left out.</summary>
    private static List<(long Onset, long End, int Channel, int Pitch, int Velocity)> Paired(List<string[]> csv)
    {
        var open = new Dictionary<(string Track, string Channel, string Pitch), Queue<(long Onset, int Velocity)>>();
        var notes = new List<(long, long, int, int, int)>();
        foreach (var row in csv.Where(row => row[2] is "Note_on_c" or "Note_off_c"))
        {
            var key = (row[0], row[3], row[4]);
            var ticks = long.Parse(row[1], CultureInfo.InvariantCulture);
            if (!open.TryGetValue(key, out var queue))
                open[key] = queue = new();
            if (IsPress(row))
                queue.Enqueue((ticks, int.Parse(row[5])));
            else if (queue.TryDequeue(out var note) && (ticks > note.Onset || row[3] == "9"))
                notes.Add((note.Onset, ticks, int.Parse(row[3]), int.Parse(row[4]), note.Velocity));
        }

        return notes;
    }

    private static long Rescaled(long ticks, int division) => ((ticks * 480 * 2) + division) / (2 * division);
}
