using System.CommandLine;

namespace MusicGen.Edge;

/// <summary><c>musicgen render</c>.</summary>
internal static class RenderCommand
{
    /// <summary>Builds the verb.</summary>
    public static Command Create(Surroundings surroundings)
    {
        var music = new MusicOptions();
        var verb = new Verb("render", "Render.", "musicgen render");
        music.AddTo(verb);
        verb.SetAction(parsed => { surroundings.Out.WriteLine(music.Read(parsed)); return 0; });
        return verb;
    }
}
