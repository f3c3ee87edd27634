namespace MusicGen.Training;

/// <summary>Opens whatever a path names as a model to be stepped: a package in its first form, or a checkpoint in libtorch.</summary>
internal static class ModelOpener
{
    /// <summary>What a package's manifest says of how its notes are to sound; the defaults for a checkpoint.</summary>
    public static ComposerOptions Habits(string path)
    {
        if (!ModelScores.IsPackage(path)) return new ComposerOptions();
        var package = ModelPackage.Load(path);
        var manifest = package.Manifest;
        return new ComposerOptions
        {
            Program = (byte)manifest.Program,
            FamilyPrograms = manifest.FamilyPrograms,
            Bpm = manifest.Bpm,
            Sampling = SamplingOptions.From(package.Vocabulary, manifest.Sampling),
            Grams = package.Grams,
        };
    }

    public static INoteModel Open(string path)
    {
        if (!ModelScores.IsPackage(path))
        {
            var (header, network) = Checkpoint.ReadNetwork(ModelScores.CheckpointPath(path));
            return new TorchNoteModel(network, header.Progress.NumberWidths);
        }

        var package = ModelPackage.Load(path);
        return new PackageRunner(path, package.Manifest, package.Manifest.Variants[0].Name);
    }
}
