using System.Diagnostics;
using System.Globalization;

namespace MusicGen.Training;

/// <summary>
/// The training run: iterations under a learning-rate schedule, progress lines, a checkpoint and a validation score at
/// intervals, the best kept apart. Stops at the end of its budget, when validation stops improving, or when asked to.
/// </summary>
internal sealed class Trainer(TrainOptions options, RecipeOptions named, Dataset dataset, TextWriter log)
{
    private readonly RecipeOptions _recipe = named.For(dataset);

    /// <summary>File of the newest state in a run folder.</summary>
    public const string LastFile = "last.checkpoint";

    /// <summary>File of the state with the best validation score.</summary>
    public const string BestFile = "best.checkpoint";

    private const string Full = "float32";

    private const int PanelColumns = 78, PanelRows = 12;

    private readonly RunClock _clock = new(options.IsProcessorTime);
    private readonly Stopwatch _wall = new();
    private readonly ProgressLine _line = new(log);
    private readonly TimeLeft _left = new();

    /// <summary>What its bits are counted by, see <see cref="Representation.Unit"/>.</summary>
    public string Unit => Representation.Of(_recipe).Unit;

    /// <summary>Runs, or goes on with, the training.</summary>
    /// <returns>Where it stands at the end.</returns>
    /// <exception cref="OperationCanceledException">Asked to stop; the checkpoint is written.</exception>
    /// <exception cref="NotSupportedException">There is no such device here.</exception>
    public RunProgress Run(string command, CancellationToken stop)
    {
        var target = device(options.Device);
        if (target.type == DeviceType.CUDA && !cuda.is_available())
            throw new NotSupportedException($"A GPU expected for --device {options.Device}, but the installed libtorch finds none; leave --device out, or install a libtorch with CUDA and its driver.");
        using var owned = LockFolder();
        // On a CPU each worker has one thread of its own; threads inside an operation wait for one another far too often.
        var workers = target.type == DeviceType.CPU ? options.Threads > 0 ? options.Threads : Environment.ProcessorCount : 1;
        if (target.type == DeviceType.CPU) set_num_threads(1);
        manual_seed(options.RandomSeed);
        var vocabulary = _recipe.CreateVocabulary();
        using var learner = new Learner(_recipe, vocabulary, target, workers, options.RandomSeed);
        using var source = new BatchSource(dataset.Pieces(Split.Train), _recipe, vocabulary, options.RandomSeed, learner.WorkerCount, dataset.Collections(Split.Train));
        var progress = Resume(learner, source, command) ?? Begin(learner, command);
        var curve = new LossLog(options.OutFolder, progress.Iteration, Unit);
        var validation = ValidationPieces();
        var precision = PrecisionOn(target);
        if (!progress.Precisions.Contains(precision)) progress.Precisions = [.. progress.Precisions, precision];
        if (precision != Full) log.WriteLine($"products in {precision}, sums in {Full} (--precision full: all in {Full})");
        set_float32_matmul_precision(options.IsMixedPrecision ? "medium" : "highest");
        try
        {
            Loop(learner, source, progress, curve, validation, stop);
        }
        finally
        {
            set_float32_matmul_precision("highest");
        }

        stop.ThrowIfCancellationRequested();
        return progress;
    }

    private RunProgress Begin(Learner learner, string command)
    {
        IReadOnlyList<TrainingSource> earlier = [];
        if (options.From.Length > 0)
        {
            (var trained, earlier) = WarmStart.Open(options.From);
            using (trained) WarmStart.Copy(trained, learner.Network);
            log.WriteLine($"starting from the weights of '{options.From}'");
        }

        return new RunProgress { RandomSeed = options.RandomSeed, DatasetHash = dataset.Hash, Command = command, EarlierSources = earlier };
    }

    private string PrecisionOn(Device target) =>
        !options.IsMixedPrecision ? Full : target.type == DeviceType.CUDA ? "TF32" : cpu.is_amx_tile_supported() ? "bfloat16" : Full;

    /// <summary>Two runs in one folder would overwrite each other's checkpoints.</summary>
    private FileStream LockFolder()
    {
        Directory.CreateDirectory(options.OutFolder);
        try
        {
            return new FileStream(Path.Combine(options.OutFolder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException e)
        {
            throw new IOException($"A run folder of this run's own expected, but another training is writing to '{options.OutFolder}'; wait for it, stop it, or give another --out folder.", e);
        }
    }

    private RunProgress? Resume(Learner learner, BatchSource source, string command)
    {
        var path = Path.Combine(options.OutFolder, LastFile);
        if (!File.Exists(path)) return null;
        var found = Checkpoint.ReadHeader(path);
        if (found.Recipe != _recipe)
            throw new InvalidDataException($"The run in '{options.OutFolder}' was started with other recipe settings; give the same settings to resume it, or another --out folder.");
        if (found.Progress.DatasetHash != dataset.Hash)
            throw new InvalidDataException($"The run in '{options.OutFolder}' was started on another dataset (hash {found.Progress.DatasetHash[..12]}…, found {dataset.Hash[..12]}…); give the same --data, or another --out folder.");
        var (header, sourceState) = Checkpoint.Restore(path, learner);
        source.Restore(sourceState);
        if (!header.Progress.Command.EndsWith(command, StringComparison.Ordinal)) header.Progress.Command += "; resumed: " + command;
        log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"resuming '{options.OutFolder}' at iteration {header.Progress.Iteration}"));
        return header.Progress;
    }

    private void Loop(Learner learner, BatchSource source, RunProgress progress, LossLog curve, IReadOnlyList<Piece> validation, CancellationToken stop)
    {
        _clock.Start();
        _wall.Start();
        _left.Update(0, Share(progress));
        double secondsBefore = progress.Seconds, lastCheckpoint = progress.Seconds, lastLine = double.NegativeInfinity;
        byte[] sourceState = [];
        double bits = double.NaN, smooth = double.NaN;
        while (Share(progress) < 1 && !stop.IsCancellationRequested)
        {
            var batches = source.Next();
            learner.SetLearningRate(LearningRate(progress));
            bits = learner.Iterate(batches, progress.Iteration);
            smooth = double.IsNaN(smooth) ? bits : 0.98 * smooth + 0.02 * bits;
            sourceState = batches[^1].SourceState;
            progress.Iteration++;
            progress.NoteCount += batches.Sum(b => b.NoteCount);
            progress.Seconds = secondsBefore + _clock.Seconds;
            if (progress.Iteration % 10 == 0) curve.Add(progress, LearningRate(progress), bits, null);
            if (progress.Seconds - lastLine >= (_line.IsLive ? 1 : 20))
            {
                lastLine = progress.Seconds;
                Show(Describe(progress, secondsBefore, smooth), withPanel: _line.IsLive);
            }

            var due = options.CheckpointIterations > 0
                ? progress.Iteration % options.CheckpointIterations == 0
                : progress.Seconds - lastCheckpoint >= options.CheckpointSeconds;
            if (due && Share(progress) < 1)
            {
                lastCheckpoint = progress.Seconds;
                if (!Validate(learner, progress, curve, validation, sourceState, smooth, stop)) break;
            }
        }

        if (sourceState.Length == 0) return;
        if (stop.IsCancellationRequested) Write(LastFile, learner, progress, sourceState);
        else Validate(learner, progress, curve, validation, sourceState, smooth, CancellationToken.None);
        _line.End();
    }

    /// <summary>Scores, logs and saves.</summary>
    /// <returns>False when patience has run out.</returns>
    private bool Validate(Learner learner, RunProgress progress, LossLog curve, IReadOnlyList<Piece> validation, byte[] sourceState, double trainBits, CancellationToken stop)
    {
        _clock.Stop();
        Score score;
        try
        {
            var scorer = new NetworkScorer(learner.Network, device(options.Device));
            score = scorer.Run(validation, stop);
            progress.NumberWidths = scorer.FoundWidths;
        }
        catch (OperationCanceledException)
        {
            _clock.Start();
            return true;
        }

        var bits = score.BitsPerNote;
        var better = bits < progress.BestBits;
        if (better) (progress.BestBits, progress.BestIteration, progress.SinceBest) = (bits, progress.Iteration, 0);
        else progress.SinceBest++;
        curve.Add(progress, LearningRate(progress), trainBits, bits);
        curve.AddFields(progress, score);
        curve.Draw();
        Write(LastFile, learner, progress, sourceState);
        if (better) Write(BestFile, learner, progress, sourceState);
        var parts = string.Join(" + ", FieldGroups.Of(score.Fields).Select(group =>
            string.Create(CultureInfo.InvariantCulture, $"{group.Name} {Enumerable.Range(group.First, group.Count).Sum(score.FieldBitsPerNote):F2}")));
        _line.End();
        log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"validation at iteration {progress.Iteration}: {bits:F3} bits/{Unit} = {parts}{(better ? "  (best)" : "")}"));
        // In a terminal the panel is there all the time.
        if (options.Watch && !_line.IsLive)
            foreach (var row in Panel()) log.WriteLine(row);
        _clock.Start();
        return options.Patience == 0 || progress.SinceBest < options.Patience;
    }

    private void Write(string file, Learner learner, RunProgress progress, byte[] sourceState) =>
        Checkpoint.Write(Path.Combine(options.OutFolder, file), learner, _recipe, progress, sourceState);

    private IReadOnlyList<Piece> ValidationPieces()
    {
        long notes = 0;
        var taken = new List<Piece>();
        foreach (var piece in dataset.Pieces(Split.Validation))
        {
            if (notes >= options.ValidationNotes) break;
            notes += piece.Notes.Count;
            taken.Add(piece);
        }

        return taken;
    }

    /// <summary>Share of the budget used, 0…1 and over.</summary>
    private double Share(RunProgress progress) => options.Iterations > 0
        ? (double)progress.Iteration / options.Iterations
        : progress.Seconds / (options.Minutes * 60);

    /// <summary>Linear warm-up, then a cosine down to 1 % of the highest rate.</summary>
    private double LearningRate(RunProgress progress)
    {
        var warm = Math.Min(1, (progress.Iteration + 1.0) / Math.Max(1, _recipe.WarmUpIterations));
        var cosine = 0.5 * (1 + Math.Cos(Math.PI * Math.Clamp(Share(progress), 0, 1)));
        return _recipe.LearningRate * warm * (0.01 + 0.99 * cosine);
    }

    private void Show(string text, bool withPanel)
    {
        if (!options.Watch || !withPanel) _line.Show(text);
        else _line.Show(Panel(), text);
    }

    private IReadOnlyList<string> Panel() => TerminalPlot.Draw(RunCurves.Read(options.OutFolder).Loss, Unit, PanelColumns, PanelRows);

    private string Describe(RunProgress progress, double secondsBefore, double bits)
    {
        var seconds = Math.Max(1e-9, progress.Seconds - secondsBefore);
        var rate = progress.NoteCount / Math.Max(1e-9, progress.Seconds);
        // By the clock on the wall: validation takes time too.
        var left = _left.Update(_wall.Elapsed.TotalSeconds, Share(progress));
        var total = options.Iterations > 0 ? $"/{options.Iterations}" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"iteration {progress.Iteration}{total}  {bits:F3} bits/{Unit}  rate {LearningRate(progress):G3}  {rate:F0} {Unit}s/s  {TimeLeft.Text(seconds)} so far, {TimeLeft.Text(left)} left");
    }
}
