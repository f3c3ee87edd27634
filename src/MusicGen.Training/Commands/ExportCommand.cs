using System.CommandLine;
using System.Globalization;

namespace MusicGen.Training.Commands;

/// <summary><c>export</c>: checkpoint → model package, every form held against the trained network.</summary>
internal static class ExportCommand
{
    public static Command Create(TextWriter output, TextWriter error, string[] args)
    {
        var checkpoint = new Argument<string>("RUN") { Description = "A run folder or a .checkpoint file." };
        var data = new Option<string[]>("--data") { Description = "The prepared datasets the run was trained on: held-out pieces for parity and figures.", Required = true, AllowMultipleArgumentsPerToken = true };
        var outFolder = new Option<string>("--out", "-o") { Description = "Package folder; its name is the model's.", Required = true };
        var description = new Option<string>("--description") { Description = "One sentence for people.", DefaultValueFactory = _ => "A model of its own." };
        var licence = new Option<string>("--licence") { Description = "Licence of the weights.", DefaultValueFactory = _ => "as the data's" };
        var program = new Option<int>("--program") { Description = "General MIDI program to play with, 0–127.", DefaultValueFactory = _ => 0 };
        var parityPieces = new Option<int>("--parity-pieces") { Description = "Held-out pieces on which every form is compared, 1–100000.", DefaultValueFactory = _ => 8 };
        var documents = new Option<string[]>("--document") { Description = "Text files to be part of the package, for example credits.", AllowMultipleArgumentsPerToken = true };
        var fp32 = new Option<bool>("--with-fp32") { Description = "Keep the fp32 form in the package; it is four times the size of int8." };
        var mayCopy = new Option<bool>("--may-copy") { Description = "Leave out what keeps the training music from being played back." };
        var force = new Option<bool>("--force") { Description = "Replace a package of this name." };
        PrepareCommand.InRange(program, 0, 127);
        PrepareCommand.InRange(parityPieces, 1, 100_000);
        var command = new Command("export", "Writes a model package from a checkpoint: quantised ONNX, manifest, golden vector, card; parity checked.\n\nExample: musicgen-train export runs/piano --data data/piano --out models/piano")
        {
            checkpoint, data, outFolder, description, licence, program, parityPieces, documents, fp32, mayCopy, force,
        };
        command.SetAction((parsed, stop) =>
        {
            var folder = parsed.GetValue(outFolder)!;
            PackageExporter.RequireReplaceable(folder, parsed.GetValue(force));
            var dataset = Dataset.Open(parsed.GetValue(data)!);
            var (header, network) = Checkpoint.ReadNetwork(ModelScores.CheckpointPath(parsed.GetValue(checkpoint)!));
            using var owned = network;
            var heldOut = dataset.Pieces(Split.Test);
            if (heldOut.Count == 0) throw new InvalidDataException("Pieces in the test split expected, but the dataset has none; prepare more works.");
            error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"scoring the checkpoint on {heldOut.Count} test pieces"));
            var numberWidths = header.Progress.NumberWidths;
            var score = new NetworkScorer(network, CPU) { ErrorWidths = numberWidths.Length > 0 ? numberWidths : null }.Run(heldOut, stop);
            var table = Baselines.Table([("model", score)], network.Vocabulary, dataset.Pieces(Split.Train), heldOut, stop);
            var weights = CheckpointWeights.Of(network, header.Recipe, numberWidths);
            var encoder = Representation.Of(network.Vocabulary);
            var isGuarded = encoder is NoteRepresentation && !parsed.GetValue(mayCopy);
            var describe = Describe(header, dataset, score, parsed.GetValue(description)!, parsed.GetValue(licence)!, parsed.GetValue(program)) with
            {
                Grams = isGuarded ? TrainingGrams.Of(CopyCheck.LinesOf(dataset.Pieces(Split.Train), new NoteCodec(network.Vocabulary))) : null,
            };
            var card = ModelCard.Write(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)), describe, weights, header, dataset, "musicgen-train " + string.Join(' ', args), table);
            var options = new ExportOptions
            {
                Force = parsed.GetValue(force),
                Precisions = parsed.GetValue(fp32)
                    ? [NetworkPrecision.Int8, NetworkPrecision.Fp16, NetworkPrecision.Fp32]
                    : [NetworkPrecision.Int8, NetworkPrecision.Fp16],
                Pieces = [.. heldOut.Take(parsed.GetValue(parityPieces)).Select(p => HeldOutSteps.Of(encoder.Encode(p, Reading.Plain), network.Vocabulary))],
            };
            if (describe.Grams is null && isGuarded)
                error.WriteLine($"without '{ModelPackage.GramsFile}': more than {TrainingGrams.MostPieces} training pieces or {TrainingGrams.MostEntries} runs of {TrainingGrams.Steps} steps; the box cannot see to it that they are not played back");
            error.WriteLine("writing and checking the package");
            using var model = new TorchNoteModel(network, numberWidths);
            var golden = OnnxParity.GoldenOf(model, HeldOutSteps.Golden(heldOut[0], network.Vocabulary));
            var report = new PackageExporter(weights, golden, describe with { Documents = DocumentsOf(card, parsed.GetValue(documents) ?? []) }, options).Export(folder, stop);
            output.WriteLine(report);
            output.Write(table);
            return Task.FromResult(TrainingCli.Done);
        });
        return command;
    }

    /// <summary>The seven best classes, the choice of the system that the joint vocabulary comes from; everything else as trained.</summary>
    private static SamplingDefaults SamplingOf(RecipeOptions recipe) => new() { TopK = recipe.Representation == RepresentationNames.Joint ? 7 : 0 };

    private static Dictionary<string, string> DocumentsOf(string card, string[] paths)
    {
        var documents = new Dictionary<string, string> { ["README.md"] = card };
        foreach (var path in paths) documents[Path.GetFileName(path)] = File.ReadAllText(path);
        return documents;
    }

    private static PackageDescription Describe(Checkpoint header, Dataset dataset, Score score, string description, string licence, int program)
    {
        var train = dataset.Pieces(Split.Train);
        var metrics = new Dictionary<string, double> { ["bits_per_note"] = score.BitsPerNote };
        for (var f = 0; f < score.Fields.Count; f++)
        {
            metrics[$"bits_{score.Fields[f].Name}"] = score.FieldBitsPerNote(f);
            metrics[$"top1_{score.Fields[f].Name}"] = score.TopOne(f);
        }

        return new PackageDescription
        {
            Description = description,
            Recipe = header.Recipe.Name,
            Sampling = SamplingOf(header.Recipe),
            Program = program,
            FamilyPrograms = header.Recipe.Instruments ? DataHabits.FamilyPrograms(train) : [],
            Bpm = header.Recipe.TimeBase == TimeBase.Metric ? DataHabits.Bpm(train) : 120,
            Metrics = metrics,
            Training = new TrainingRecord
            {
                Sources = [.. dataset.Sources.Select(s => new TrainingSource(s.Name, s.Licence, s.Credit)).Concat(header.Progress.EarlierSources).Distinct()],
                DatasetHash = dataset.Hash,
                PieceCount = train.Count,
                NoteCount = train.Sum(p => (long)p.Notes.Count),
                RandomSeed = header.Progress.RandomSeed,
                Iterations = header.Progress.BestIteration,
                Command = header.Progress.Command,
                Licence = licence,
            },
        };
    }
}
