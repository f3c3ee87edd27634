using System.CommandLine;

namespace MusicGen.Edge;

/// <summary><c>musicgen run</c>.</summary>
internal static class RunCommand
{
    /// <summary>Builds the verb.</summary>
    public static Command Create(Surroundings surroundings)
    {
        var music = new MusicOptions();
        var verb = new Verb("run", "Run.", "musicgen run");
        music.AddTo(verb);
        verb.SetAction(parsed => { surroundings.Out.WriteLine(music.Read(parsed)); return 0; });
        return verb;
    }
}
