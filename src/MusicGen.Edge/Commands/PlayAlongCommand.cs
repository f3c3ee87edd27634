using System.CommandLine;

namespace MusicGen.Edge;

/// <summary><c>musicgen play-along</c>: the box as <c>run</c> has it, with a MIDI file in the player's place.</summary>
internal static class PlayAlongCommand
{
    // Long enough for an answer to be heard.
    private const double AfterSeconds = 20;

    /// <summary>Builds the verb.</summary>
    public static Command Create(Surroundings surroundings)
    {
        var music = new MusicOptions();
        var file = new Argument<string>("FILE") { Description = "MIDI file (.mid) that is played like a keyboard, in real time." };
        var times = RangedOption.Whole("--times", "How often it is played, 0 = without end", 0, 1_000_000, "1");
        var seconds = RangedOption.Number("--seconds", "End after so many seconds", 1, 1e6, "20 s after the file");
        var mode = SharedOptions.Mode();
        var page = SharedOptions.Switch("--page", "Whether the page is served, as 'page' of the configuration says. Default: off, but on with --times 0.");
        var device = new Option<string?>("--device") { Description = "Audio device; 'musicgen devices' lists them. Default: the system's.", HelpName = "NAME" };
        var verb = new Verb(
            "play-along",
            "Runs the box with a MIDI file in the player's place: for demonstrations, and to try it for hours.",
            "musicgen play-along phrase.mid --preset evening --mode duet",
            "musicgen play-along visit.mid --times 0 --seconds 36000")
        {
            file, times, seconds, mode, page, device,
        };
        music.AddTo(verb);
        verb.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(file);
            var messages = Read(path);
            var count = (int)(parsed.GetValue(times) ?? 1);
            var ports = new VirtualMidiPorts();
            using var player = new FilePlayer(messages, Path.GetFileName(path), ports, count, TimeProvider.System);
            return new LiveBox(surroundings)
            {
                Seconds = parsed.GetValue(seconds) ?? LengthOf(messages, count),
                Mode = parsed.GetValue(mode),
                Device = parsed.GetValue(device),
                VirtualPorts = ports,
            }
                .With(PanelOfTheBox.AddTo)
                .With(box => HasPage(parsed.GetValue(page), count) ? PageOfTheBox.AddTo(box) : null)
                .Run(music.Read(parsed));
        });
        return verb;
    }

    private static bool HasPage(string? asked, int times) => asked == "on" || (asked is null && times == 0);

    private static double LengthOf(IReadOnlyList<TimedMessage> messages, int times) =>
        times == 0 ? 0 : times * messages[^1].Seconds + (times - 1) * FilePlayer.Pause.TotalSeconds + AfterSeconds;

    private static IReadOnlyList<TimedMessage> Read(string path)
    {
        try
        {
            return MidiFileMessages.Read(path);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new UsageException($"A MIDI file with notes expected at '{path}': {e.Message}");
        }
    }
}
