using System.CommandLine;
using System.CommandLine.Parsing;

namespace MusicGen.Edge;

/// <summary><c>musicgen run</c>: the box itself, playing without end.</summary>
internal static class RunCommand
{
    /// <summary>Builds the verb.</summary>
    public static Command Create(Surroundings surroundings)
    {
        var music = new MusicOptions();
        var seconds = RangedOption.Number("--seconds", "End after so many seconds", 1, 1e6, "endless");
        var device = new Option<string?>("--device") { Description = "Audio device; 'musicgen devices' lists them. Default: the system's.", HelpName = "NAME" };
        var keyboard = SharedOptions.Switch("--keyboard", "Whether MIDI keyboards are heard, plugged in now or later. Default: on.");
        var page = SharedOptions.Switch("--page", "Whether the page is served, as 'page' of the configuration says. Default: on, but off with --seconds.");
        var onFault = new Option<FaultResponse>("--on-fault")
        {
            Description = "What to do where configuration, model, SoundFont or preset are at fault; degrade: play with what is left; safe: recorded tunes only. Default: stop.",
            HelpName = "stop|degrade|safe",
            CustomParser = ParseResponse,
        };
        var midiOut = new Option<string?>("--midi-out") { Description = "MIDI port of an instrument that plays along; 'musicgen devices' lists them. Default: none.", HelpName = "NAME" };
        var mode = SharedOptions.Mode();
        var log = new Option<string?>("--log") { Description = "Event log to write: keys, buttons, phases and notes, one JSON object a line; 'render --visit' plays it again.", HelpName = "FILE.jsonl" };
        var requireAudio = new Option<bool>("--require-audio") { Description = "End with exit code 1 where there is no audio device. Default: compose without sound until there is one." };
        var verb = new Verb(
            "run",
            "Composes and plays without end, piece after piece, until Ctrl-C.",
            "musicgen run --preset evening",
            "musicgen run --seconds 120 --require-audio",
            "musicgen run --preset strings --mode duet")
        {
            seconds, mode, device, requireAudio, keyboard, midiOut, page, log, onFault,
        };
        music.AddTo(verb);
        verb.SetAction(parsed => new LiveBox(surroundings)
        {
            Seconds = parsed.GetValue(seconds) ?? 0,
            Device = parsed.GetValue(device),
            RequiresAudio = parsed.GetValue(requireAudio),
            MidiOutPort = parsed.GetValue(midiOut),
            HasKeyboards = parsed.GetValue(onFault) != FaultResponse.Safe && parsed.GetValue(keyboard) != "off",
            Mode = parsed.GetValue(onFault) == FaultResponse.Safe ? PlayMode.Endless : parsed.GetValue(mode),
            LogPath = parsed.GetValue(log),
        }
            .With(PanelOfTheBox.AddTo)
            .With(box => HasPage(parsed.GetValue(page), parsed.GetValue(seconds)) ? PageOfTheBox.AddTo(box) : null)
            .Run(music.Read(parsed) with { OnFault = parsed.GetValue(onFault) }));
        return verb;
    }

    private static bool HasPage(string? asked, double? seconds) => asked == "on" || (asked is null && seconds is null);

    private static FaultResponse ParseResponse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (char.IsLetter(text.FirstOrDefault()) && Enum.TryParse<FaultResponse>(text, ignoreCase: true, out var response)) return response;
        result.AddError($"--on-fault: stop, degrade or safe expected, found '{text}'.");
        return FaultResponse.Stop;
    }
}
