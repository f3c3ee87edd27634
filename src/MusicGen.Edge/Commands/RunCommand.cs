using System.CommandLine;

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
        var requireAudio = new Option<bool>("--require-audio") { Description = "End with exit code 1 where there is no audio device. Default: compose without sound until there is one." };
        var verb = new Verb(
            "run",
            "Composes and plays without end, piece after piece, until Ctrl-C.",
            "musicgen run --preset evening",
            "musicgen run --seconds 120 --require-audio")
        {
            seconds, device, requireAudio,
        };
        music.AddTo(verb);
        verb.SetAction(parsed => new LiveBox(surroundings)
        {
            Seconds = parsed.GetValue(seconds) ?? 0,
            Device = parsed.GetValue(device),
            RequiresAudio = parsed.GetValue(requireAudio),
        }.Run(music.Read(parsed)));
        return verb;
    }
}
