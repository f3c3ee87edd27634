namespace MusicGen.Training;

/// <summary>
/// Takes the weights back out of a model package, so that training goes on from what somebody else trained: the exact form where the package has it, else the
/// int8 form, whose weights are the trained ones rounded. The way back of <see cref="StepGraph"/> and <see cref="HeadGraph"/>.
/// </summary>
internal static class PackageWeights
{
    /// <summary>The recipe that a package's network is one of.</summary>
    /// <param name="manifest">What the package says of itself.</param>
    /// <exception cref="InvalidDataException">It is a source system's, whose settings a package does not tell.</exception>
    public static RecipeOptions RecipeOf(ModelManifest manifest)
    {
        var vocabulary = manifest.Vocabulary;
        var isKnown = RecipeOptions.All.TryGetValue(manifest.Recipe, out var recipe) && recipe.Representation == RepresentationNames.Notes;
        if (!isKnown) throw new InvalidDataException($"A package of the recipe 'note' or 'note-metric' expected to start from, found '{manifest.Name}' of the recipe '{manifest.Recipe}'; start from a run folder.");
        return recipe! with
        {
            TimeBase = manifest.TimeBase,
            Instruments = vocabulary.OutputIndex(FieldNames.Instrument) >= 0,
            Controls = Has(FieldNames.Density),
            KeyControl = Has(FieldNames.Key),
            CollectionControl = Has(FieldNames.Collection),
            PitchMemory = Has(FieldNames.Tonality),
            SoundingMemory = Has(FieldNames.Sounding),
            MatchMemory = Has(FieldNames.Match),
            KeyboardMemory = vocabulary.Traits.Count > 0,
            Layers = manifest.Layers,
            HiddenSize = manifest.HiddenSize,
            EmbeddingSize = manifest.EmbeddingSize,
            HeadSize = manifest.HeadSize,
        };

        bool Has(string field) => vocabulary.ContextIndex(field) >= 0;
    }

    /// <summary>A network with a package's weights, on the CPU and in evaluation mode.</summary>
    /// <param name="package">A package that has been checked.</param>
    /// <exception cref="InvalidDataException">Its graphs are not of this program's making.</exception>
    public static NoteNetwork NetworkOf(ModelPackage package)
    {
        var manifest = package.Manifest;
        var recipe = RecipeOf(manifest);
        var network = new NoteNetwork(recipe, recipe.CreateVocabulary());
        // Heads are in 32-bit floats in every form but the GPU's.
        var variant = manifest.Variants.Where(form => form.Device == "cpu").OrderByDescending(form => form.Name == "fp32").FirstOrDefault()
            ?? throw new InvalidDataException($"A form for the CPU expected in the package '{manifest.Name}' to start from, found none; export it again.");
        var parameters = network.state_dict();
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var step = new OnnxReader(Path.Combine(package.Folder, variant.Step));
        Fill("embedding.weight", step.Floats("embedding"));
        for (var k = 0; k < recipe.Layers; k++)
        {
            Fill($"lstm{k}.weight_ih_l0", LstmLayout.Restored(Matrix($"lstm.{k}.w", 4 * recipe.HiddenSize)));
            Fill($"lstm{k}.weight_hh_l0", LstmLayout.Restored(Matrix($"lstm.{k}.r", 4 * recipe.HiddenSize)));
            var biases = step.Floats($"lstm.{k}.b").AsSpan();
            Fill($"lstm{k}.bias_ih_l0", LstmLayout.Restored(biases[..(biases.Length / 2)]));
            Fill($"lstm{k}.bias_hh_l0", LstmLayout.Restored(biases[(biases.Length / 2)..]));
        }

        Fill("project.weight", Matrix("project.weight", network.Vocabulary.OutputFields.Count * recipe.HeadSize));
        Fill("project.bias", step.Floats("project.bias"));
        for (var f = 0; f < network.Vocabulary.OutputFields.Count; f++)
        {
            var head = new OnnxReader(Path.Combine(package.Folder, variant.Heads[f]));
            if (f > 0) Fill($"head{f}.embedding.weight", head.Floats("embedding"));
            Fill($"head{f}.out.weight", head.Floats("out.weight"));
            Fill($"head{f}.out.bias", head.Floats("out.bias"));
            if (parameters.ContainsKey($"head{f}.relative.weight")) Fill($"head{f}.relative.weight", head.Floats("relative.weight"));
        }

        network.eval();
        return network;

        // (rows, columns), rounded or not.
        float[] Matrix(string name, int rows)
        {
            if (!step.Has(name + ".scales")) return step.Floats(name);
            var scales = step.Floats(name + ".scales");
            if (scales.Length != rows) throw new InvalidDataException($"{rows} scales expected of '{name}' in the package '{manifest.Name}', found {scales.Length}; use a package of this program's.");
            return Quantiser.Restore(step.Bytes(name), scales);
        }

        void Fill(string name, float[] values)
        {
            var parameter = parameters[name];
            if (parameter.NumberOfElements != values.Length)
                throw new InvalidDataException($"{parameter.NumberOfElements} weights expected of '{name}' in the package '{manifest.Name}', found {values.Length}; use a package of this program's.");
            parameter.copy_(tensor(values, parameter.shape));
        }
    }
}
