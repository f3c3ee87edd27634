namespace MusicGen.Training;

/// <summary>Opens whatever a path names as a model to be stepped: a package in its first form, or a checkpoint in libtorch.</summary>
internal static class ModelOpener
{
    public static INoteModel Open(string path)
    {
        if (!ModelScores.IsPackage(path)) return new TorchNoteModel(Checkpoint.ReadNetwork(ModelScores.CheckpointPath(path)).Network);
        var package = ModelPackage.Load(path);
        return new PackageRunner(path, package.Manifest, package.Manifest.Variants[0].Name);
    }
}
