using System.Globalization;
using System.Text;

namespace MusicGen.Training;

/// <summary>
/// Whether wishes are followed: composes pieces without a wish and with each of some, the same seeds on both sides, and says how far of the way from one to
/// the other the music went. Beside it what must not suffer: scale consistency and the share of notes in loops.
/// </summary>
/// <param name="model">The model; reset here.</param>
/// <param name="options">How values are drawn.</param>
/// <param name="pieces">Pieces for each wish.</param>
/// <param name="seconds">Length of a piece at most.</param>
internal sealed class SteeringEvaluation(INoteModel model, ComposerOptions options, int pieces, double seconds)
{
    private const double HalfOctave = 6;
    private const double Softer = 20;

    private delegate double Measure(IReadOnlyList<Piece> music);

    /// <summary>Composes and measures.</summary>
    /// <param name="randomSeed">Seed of the first piece.</param>
    /// <param name="stop">Asks to stop.</param>
    /// <exception cref="InvalidDataException">The model has no control inputs.</exception>
    public string Run(long randomSeed, CancellationToken stop)
    {
        if (model.Vocabulary.ContextIndex(FieldNames.Density) < 0)
            throw new InvalidDataException("A model with control inputs expected to steer, found one without; train with a recipe that has them.");
        var free = Compose(Steering.None, randomSeed, stop);
        double density = Density(free), pitch = Pitch(free), velocity = Velocity(free), together = Together(free);
        var table = new StringBuilder();
        table.AppendLine(CultureInfo.InvariantCulture, $"wishes followed: {pieces} pieces of {seconds:0} s each, against as many without a wish");
        table.AppendLine("wish                      without    asked      got  followed  scale consistency  in loops");
        Row("unsteered", double.NaN, free, _ => double.NaN);
        Wish("twice as dense", 2 * density, Density, s => s with { Density = Controls.DensityWish(2 * density) });
        Wish("half as dense", density / 2, Density, s => s with { Density = Controls.DensityWish(density / 2) });
        Wish("half an octave up", pitch + HalfOctave, Pitch, s => s with { Register = Controls.RegisterWish(pitch + HalfOctave) });
        Wish("half an octave down", pitch - HalfOctave, Pitch, s => s with { Register = Controls.RegisterWish(pitch - HalfOctave) });
        Wish("softer by 20", velocity - Softer, Velocity, s => s with { Dynamics = Controls.DynamicsWish(velocity - Softer) });
        Wish("louder by 20", Math.Min(120, velocity + Softer), Velocity, s => s with { Dynamics = Controls.DynamicsWish(velocity + Softer) });
        Wish("twice as full", 2 * together, Together, s => s with { Polyphony = Controls.PolyphonyWish(2 * together) });
        foreach (var key in new[] { "Eb major", "B minor" })
        {
            // As the box steers keys: the wish, and the mask of its scale.
            if (!Scale.TryParse(key, out var scale)) throw new InvalidOperationException($"A scale expected, found '{key}'.");
            Wish($"in {key}", 1, music => InKey(music, scale.Key), s => s with { Key = scale.Key, PitchClasses = scale.PitchClasses });
        }

        return table.ToString();

        void Wish(string name, double asked, Measure measure, Func<Steering, Steering> say) =>
            Row(name, asked, Compose(say(Steering.None), randomSeed, stop), measure);

        void Row(string name, double asked, IReadOnlyList<Piece> music, Measure measure)
        {
            double without = measure(free), got = measure(music);
            string Number(double value) => double.IsNaN(value) ? "-" : value.ToString("0.00", CultureInfo.InvariantCulture);
            var followed = double.IsNaN(asked) ? "-" : string.Create(CultureInfo.InvariantCulture, $"{(got - without) / (asked - without):P0}");
            var measures = music.Select(MusicMeasures.Of).ToArray();
            table.AppendLine(CultureInfo.InvariantCulture, $"{name,-22} {Number(without),10} {Number(asked),8} {Number(got),8} {followed,9} {measures.Average(m => m[1]),18:0.000} {measures.Average(m => m[5]),9:P2}");
        }
    }

    private List<Piece> Compose(Steering steering, long randomSeed, CancellationToken stop)
    {
        var music = new List<Piece>();
        for (var i = 0; i < pieces; i++)
        {
            stop.ThrowIfCancellationRequested();
            var piece = PieceGenerator.Generate(model, options with { Steering = steering, MinimumPieceNotes = int.MaxValue }, $"{i}", randomSeed + i, seconds);
            if (piece.Notes.Count >= Excerpts.LeastNotes) music.Add(piece);
        }

        if (music.Count == 0) throw new InvalidDataException($"Pieces with {Excerpts.LeastNotes} notes expected to measure, but the model composed none; give --seconds more.");
        return music;
    }

    // As the controls measure them in the music that models learn from: notes a second of all that was composed, …
    private static double Density(IReadOnlyList<Piece> music) => music.Sum(piece => piece.Notes.Count) / music.Sum(piece => Math.Max(1e-3, piece.Tempo.SecondsAt(piece.Notes[^1].OnsetTicks)));

    private static double Pitch(IReadOnlyList<Piece> music) => Pitched(music).Average(note => (double)note.Pitch);

    private static double Velocity(IReadOnlyList<Piece> music) => music.SelectMany(piece => piece.Notes).Average(note => (double)note.Velocity);

    // … notes that sound together counted among those of a window, …
    private static double Together(IReadOnlyList<Piece> music) => music.Average(piece => piece.Notes.Chunk(Controls.WindowNotes).Average(window =>
        window.Average(note => (double)window.Count(other => other.OnsetTicks <= note.OnsetTicks && other.EndTicks > note.OnsetTicks))));

    /// <summary>Share of pieces that the key finder puts in a key.</summary>
    private static double InKey(IReadOnlyList<Piece> music, int key) => music.Average(piece => Controls.MeasureKey([.. piece.Notes]) == key ? 1.0 : 0);

    private static IEnumerable<Note> Pitched(IReadOnlyList<Piece> music) => music.SelectMany(piece => piece.Notes).Where(note => !note.IsDrum);
}
