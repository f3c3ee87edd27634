using System.Text.Json;

namespace MusicGen.Training;

/// <summary>
/// What a run needs to go on exactly where it was, in one file: recipe, counters, weights, optimiser, carried state, place in the data.
/// Written beside and renamed, so that a cut leaves the old one.
/// </summary>
internal sealed record Checkpoint
{
    private const string Magic = "musicgen-checkpoint-1";

    public required RecipeOptions Recipe { get; init; }

    public required RunProgress Progress { get; init; }

    /// <summary>Writes a learner's whole state.</summary>
    public static void Write(string path, Learner learner, RecipeOptions recipe, RunProgress progress, byte[] sourceState)
    {
        var temporary = path + ".tmp";
        using (NewDisposeScope())
        using (var stream = new FileStream(temporary, FileMode.Create))
        using (var writer = new BinaryWriter(stream))
        {
            writer.Write(Magic);
            writer.Write(JsonSerializer.Serialize(recipe));
            writer.Write(JsonSerializer.Serialize(progress));
            learner.Network.save(writer);
            learner.Optimizer.save_state_dict(writer);
            foreach (var state in learner.CopyState()) WriteFloats(writer, state);
            writer.Write(sourceState.Length);
            writer.Write(sourceState);
            writer.Flush();
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Reads recipe and counters only.</summary>
    public static Checkpoint ReadHeader(string path)
    {
        using var reader = Open(path);
        return ReadHeader(reader, path);
    }

    /// <summary>A network with the checkpoint's weights, on the CPU and in evaluation mode.</summary>
    public static (Checkpoint Header, NoteNetwork Network) ReadNetwork(string path)
    {
        using var reader = Open(path);
        var header = ReadHeader(reader, path);
        var network = new NoteNetwork(header.Recipe, header.Recipe.CreateVocabulary());
        network.load(reader);
        network.eval();
        return (header, network);
    }

    /// <summary>Fills a learner made from the same recipe, and gives the place in the data.</summary>
    public static (Checkpoint Header, byte[] SourceState) Restore(string path, Learner learner)
    {
        using var reader = Open(path);
        var header = ReadHeader(reader, path);
        learner.Network.load(reader);
        learner.Optimizer.load_state_dict(reader);
        using var scope = NewDisposeScope();
        learner.RestoreState([.. learner.CopyState().Select(s => ReadFloats(reader, s.shape))]);
        return (header, reader.ReadBytes(reader.ReadInt32()));
    }

    private static BinaryReader Open(string path)
    {
        if (!File.Exists(path)) throw new FileNotFoundException($"A run folder, a .checkpoint file or a model package expected at '{path}', but there is none; give one of these.");
        return new BinaryReader(File.OpenRead(path));
    }

    private static Checkpoint ReadHeader(BinaryReader reader, string path)
    {
        try
        {
            if (reader.ReadString() != Magic) throw new JsonException("no magic");
            var recipe = JsonSerializer.Deserialize<RecipeOptions>(reader.ReadString())!;
            return new Checkpoint { Recipe = recipe, Progress = JsonSerializer.Deserialize<RunProgress>(reader.ReadString())! };
        }
        catch (Exception e) when (e is JsonException or EndOfStreamException or IOException or FormatException)
        {
            throw new InvalidDataException($"A checkpoint of this program expected in '{path}', but it is something else or damaged; use another checkpoint of the run.", e);
        }
    }

    private static void WriteFloats(BinaryWriter writer, Tensor state) => writer.Write(state.cpu().contiguous().bytes);

    private static Tensor ReadFloats(BinaryReader reader, long[] shape)
    {
        var floats = new float[shape.Aggregate(1L, (a, b) => a * b)];
        reader.BaseStream.ReadExactly(System.Runtime.InteropServices.MemoryMarshal.AsBytes(floats.AsSpan()));
        return tensor(floats, shape);
    }
}
