namespace MusicGen.Core;

/// <summary>What a model package's manifest and golden vector must satisfy before the player trusts them; part of <see cref="ModelPackage.Load"/>.</summary>
internal static class ModelPackageCheck
{
    private static readonly HashSet<string> _playable =
    [
        FieldNames.Shift, FieldNames.Instrument, FieldNames.Pitch, FieldNames.Duration, FieldNames.Velocity, FieldNames.Event, FieldNames.Step,
        FieldNames.End, FieldNames.PitchClass, FieldNames.Length, FieldNames.Octave, FieldNames.Gap, FieldNames.Class,
        .. Enumerable.Range(RollRows.LowestPitch, RollRows.Keys).Select(FieldNames.DownOf),
    ];

    /// <summary>Checks a manifest against itself and against this program.</summary>
    public static void Manifest(ModelManifest manifest, string path)
    {
        CheckFields(manifest, path);
        Vocabulary vocabulary;
        try
        {
            vocabulary = manifest.Vocabulary;
            _ = RowStream.Of(vocabulary);
        }
        catch (ArgumentException exception)
        {
            throw new InvalidDataException($"{exception.Message} (in '{path}')", exception);
        }

        if (!string.Equals(vocabulary.Hash, manifest.VocabularyHash, StringComparison.OrdinalIgnoreCase))
            throw new InvalidDataException($"Vocabulary hash {vocabulary.Hash} expected in '{path}', found {manifest.VocabularyHash}: the model was trained with another note code; export it again or use the program it was made for.");
        if (manifest.AttentionSteps is < 0 or > 4096) throw Wrong("attentionSteps of 0–4096", $"{manifest.AttentionSteps}", path);
        foreach (var (what, number) in new[] { ("layers", manifest.Layers), ("hiddenSize", manifest.HiddenSize), ("embeddingSize", manifest.EmbeddingSize), ("headSize", manifest.HeadSize) })
            if (number is < 1 or > 65_536) throw Wrong($"{what} of 1–65,536", $"{number}", path);
        if (manifest.Program is < 0 or > 127) throw Wrong("program 0–127", $"{manifest.Program}", path);
        if (manifest.FamilyPrograms.Count is not (0 or NoteCodec.DrumsInstrument)) throw Wrong($"no familyPrograms or {NoteCodec.DrumsInstrument}", $"{manifest.FamilyPrograms.Count}", path);
        foreach (var program in manifest.FamilyPrograms)
            if (program is < 0 or > 127) throw Wrong("familyPrograms of 0–127", $"{program}", path);
        if (!(manifest.Bpm is >= 4 and <= 1000)) throw Wrong("bpm of 4–1000", $"{manifest.Bpm}", path);
        CheckSampling(manifest.Sampling, vocabulary, path);
        CheckFiles(manifest, path);
        if (manifest.Variants.Count == 0) throw Wrong("at least one variant", "none", path);
        foreach (var variant in manifest.Variants)
            CheckVariant(variant ?? throw Wrong("variants", "null among them", path), manifest, path);
    }

    /// <summary>Checks the shapes and ranges of a golden vector.</summary>
    public static void Golden(GoldenVector golden, Vocabulary vocabulary, string path)
    {
        if (golden.Inputs.Count == 0) throw Wrong("at least one step in 'inputs'", "none", path);
        foreach (var step in golden.Inputs)
        {
            if (step?.Count != vocabulary.InputCount) throw Wrong($"{vocabulary.InputCount} values in each step of 'inputs'", $"{step?.Count ?? 0}", path);
            for (var i = 0; i < step.Count; i++)
            {
                var end = i + 1 < step.Count ? vocabulary.InputOffsets[i + 1] : vocabulary.InputRowCount;
                var size = end - vocabulary.InputOffsets[i];
                if (step[i] < 0 || step[i] >= size) throw Wrong($"0–{size - 1} as input {i}", $"{step[i]}", path);
            }
        }

        var fields = vocabulary.OutputFields.Count;
        if (golden.Logits.Count != fields) throw Wrong($"logits of {fields} fields", $"{golden.Logits.Count}", path);
        if (golden.Greedy.Count != fields) throw Wrong($"{fields} greedy values", $"{golden.Greedy.Count}", path);
        for (var f = 0; f < fields; f++)
        {
            var (name, size) = vocabulary.OutputFields[f];
            if (golden.Logits[f]?.Count != size) throw Wrong($"{size} logits of field '{name}'", $"{golden.Logits[f]?.Count ?? 0}", path);
            if (golden.Greedy[f] < 0 || golden.Greedy[f] >= size) throw Wrong($"a greedy value 0–{size - 1} of field '{name}'", $"{golden.Greedy[f]}", path);
        }
    }

    private static void CheckFields(ModelManifest manifest, string path)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in manifest.OutputFields.Concat(manifest.ContextFields))
        {
            if (string.IsNullOrEmpty(field.Name) || !seen.Add(field.Name))
                throw Wrong("fields with names of their own", $"'{field.Name}' empty or twice", path);
            if (field.Size is < 1 or > 65_536) throw Wrong($"a size of 1–65,536 for field '{field.Name}'", $"{field.Size}", path);
        }

        foreach (var field in manifest.OutputFields)
            if (!_playable.Contains(field.Name))
                throw Wrong("output fields that this program can play", $"'{field.Name}'", path, "update this program");
        var instrument = manifest.OutputFields.FirstOrDefault(f => f.Name == FieldNames.Instrument);
        if (instrument.Name is not null && instrument.Size != NoteCodec.DrumsInstrument + 1)
            throw Wrong($"field '{FieldNames.Instrument}' with {NoteCodec.DrumsInstrument + 1} values", $"{instrument.Size}", path);
        foreach (var field in manifest.ContextFields)
        {
            var size = field.Name == FieldNames.BarPosition ? BarPositions.Count
                : Controls.All.Concat(PitchMemory.Fields).Concat(SoundingMemory.FieldsOf(manifest.TimeBase)).Concat(MatchMemory.FieldsOf(manifest.TimeBase)).FirstOrDefault(c => c.Name == field.Name).Size;
            if (size == 0) throw Wrong("context fields that this program can give", $"'{field.Name}'", path, "update this program");
            if (size != field.Size) throw Wrong($"context field '{field.Name}' with {size} values", $"{field.Size}", path);
        }

        if (manifest.Traits.Count > 0 && !manifest.Traits.SequenceEqual(KeyboardMemory.Traits))
            throw Wrong($"no traits or {Named(KeyboardMemory.Traits)}", Named(manifest.Traits), path, "update this program");
        if (manifest.Traits.Count > 0 && manifest.OutputFields.All(field => field.Name != FieldNames.Shift))
            throw Wrong("traits of notes only", "some in a model of other rows", path);

        static string Named(IEnumerable<Trait> traits) => string.Join(", ", traits.Select(trait => $"'{trait.Name}' of {trait.Field} with {trait.Size} tokens"));
    }

    private static void CheckSampling(SamplingDefaults sampling, Vocabulary vocabulary, string path)
    {
        foreach (var (name, temperature) in sampling.Temperature)
        {
            if (vocabulary.OutputIndex(name) < 0) throw Wrong("temperatures of output fields", $"one of '{name}'", path);
            if (!(temperature is >= 0 and <= 10)) throw Wrong($"a temperature of 0–10 for '{name}'", $"{temperature}", path);
        }

        if (sampling.TopK < 0) throw Wrong("topK of 0 or more", $"{sampling.TopK}", path);
        if (!(sampling.TopP is > 0 and <= 1)) throw Wrong("topP above 0 and up to 1", $"{sampling.TopP}", path);
    }

    private static void CheckFiles(ModelManifest manifest, string path)
    {
        foreach (var name in manifest.Sha256.Keys)
            if (name.Length == 0 || name != Path.GetFileName(name) || name is "." or "..")
                throw Wrong("plain file names in 'sha256'", $"'{name}'", path);
        if (!manifest.Sha256.ContainsKey(ModelPackage.GoldenFile))
            throw Wrong($"the SHA-256 of '{ModelPackage.GoldenFile}'", "none", path);
    }

    private static void CheckVariant(ModelVariant variant, ModelManifest manifest, string path)
    {
        var where = $"variant '{variant.Name}'";
        if (variant.Device is not ("cpu" or "gpu")) throw Wrong($"device 'cpu' or 'gpu' in {where}", $"'{variant.Device}'", path);
        if (variant.StateType is not ("float32" or "float16")) throw Wrong($"stateType 'float32' or 'float16' in {where}", $"'{variant.StateType}'", path);
        if (variant.Heads.Count != manifest.OutputFields.Count)
            throw Wrong($"{manifest.OutputFields.Count} heads (one per output field) in {where}", $"{variant.Heads.Count}", path);
        if (!(variant.Tolerance > 0) || double.IsInfinity(variant.Tolerance)) throw Wrong($"a tolerance above 0 in {where}", $"{variant.Tolerance}", path);
        foreach (var file in variant.Heads.Prepend(variant.Step))
            if (!manifest.Sha256.ContainsKey(file)) throw Wrong($"the SHA-256 of '{file}' of {where}", "none", path);
    }

    private static InvalidDataException Wrong(string expected, string found, string path, string remedy = "correct the file or export the model again") =>
        new($"Expected {expected}, found {found}, in '{path}'; {remedy}.");
}
