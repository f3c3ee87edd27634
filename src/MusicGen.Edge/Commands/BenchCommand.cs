using System.CommandLine;

namespace MusicGen.Edge;

/// <summary><c>musicgen bench</c>.</summary>
internal static class BenchCommand
{
    /// <summary>Builds the verb.</summary>
    public static Command Create(Surroundings surroundings)
    {
        var music = new MusicOptions();
        var verb = new Verb("bench", "Bench.", "musicgen bench");
        music.AddTo(verb);
        verb.SetAction(parsed => { surroundings.Out.WriteLine(music.Read(parsed)); return 0; });
        return verb;
    }
}
