using System.CommandLine;
using System.Globalization;

namespace MusicGen.Training.Commands;

/// <summary><c>prepare</c>: MIDI folders → dataset.</summary>
internal static class PrepareCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var folders = new Argument<string[]>("FOLDER") { Description = "Folders of MIDI files (.mid, .midi, .kar), searched in depth.", Arity = ArgumentArity.OneOrMore };
        var outFolder = new Option<string>("--out", "-o") { Description = "Folder for dataset.mgd and dataset.json.", Required = true };
        var name = new Option<string?>("--name") { Description = "Name of the data set, for model cards. Default: the first folder's name." };
        var licence = new Option<string>("--licence") { Description = "Licence of the files, for model cards.", DefaultValueFactory = _ => "not stated" };
        var credit = new Option<string>("--credit") { Description = "Who made the files and is to be credited, for model cards.", DefaultValueFactory = _ => "" };
        var validation = new Option<double>("--validation") { Description = "Share of works kept back for validation, 0–1.", DefaultValueFactory = _ => 0.1 };
        var test = new Option<double>("--test") { Description = "Share of works kept back for the final test, 0–1.", DefaultValueFactory = _ => 0.1 };
        var least = new Option<int>("--least-notes") { Description = "Skip files with fewer notes, 1–10000.", DefaultValueFactory = _ => 16 };
        var largest = new Option<int>("--largest") { Description = "Skip larger files, 1–1024 MiB; reading one takes up to 90 times its size in memory.", DefaultValueFactory = _ => 8 };
        var noPedal = new Option<bool>("--no-pedal") { Description = "Keep the durations of the keys instead of reaching to the end of the sustain pedal." };
        InRange(validation, 0, 1);
        InRange(test, 0, 1);
        InRange(least, 1, 10_000);
        InRange(largest, 1, 1024);
        var command = new Command("prepare", "Reads folders of MIDI files into one dataset, split by work into train, validation and test.\n\nExample: musicgen-train prepare ~/midi --out data/mine --licence CC0")
        {
            folders, outFolder, name, licence, credit, validation, test, least, largest, noPedal,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(validation) + result.GetValue(test) > 1) result.AddError("--validation and --test: shares of the works expected, 1 together at most.");
        });
        command.SetAction((parsed, stop) =>
        {
            var first = parsed.GetValue(folders)!;
            var options = new PrepareOptions
            {
                Folders = first,
                OutFolder = parsed.GetValue(outFolder)!,
                Source = new DatasetSource(
                    parsed.GetValue(name) ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(first[0]))),
                    parsed.GetValue(licence)!, parsed.GetValue(credit)!),
                ValidationShare = parsed.GetValue(validation),
                TestShare = parsed.GetValue(test),
                LeastNotes = parsed.GetValue(least),
                LargestBytes = parsed.GetValue(largest) * 1048576L,
                Pedal = !parsed.GetValue(noPedal),
            };
            Print(new DatasetBuilder(options, error).Run(stop), options, output);
            return Task.FromResult(TrainingCli.Done);
        });
        return command;
    }

    public static void InRange<T>(Option<T> option, T low, T high)
        where T : IComparable<T> => option.Validators.Add(result =>
    {
        // A value that does not parse has an error already.
        if (result.Errors.Any()) return;
        T? value;
        try
        {
            value = result.GetValueOrDefault<T>();
        }
        catch (InvalidOperationException)
        {
            return;
        }

        if (value is null || value.CompareTo(low) < 0 || value.CompareTo(high) > 0)
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{option.Name}: {low} to {high} expected, found {value}."));
    });

    private static void Print(DatasetSummary summary, PrepareOptions options, TextWriter output)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Path.Combine(options.OutFolder, DatasetFile.FileName)}: {summary.Pieces} pieces of {summary.Works} works, {summary.Notes} notes, {summary.Hours} hours; {summary.Skipped.Count} of {summary.Files} files skipped"));
        foreach (var (split, size) in summary.Splits)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {split,-10} {size.Pieces,6} pieces  {size.Works,6} works  {size.Notes,10} notes"));
        foreach (var group in summary.Skipped.GroupBy(s => s.Reason.StartsWith("same notes", StringComparison.Ordinal) ? "same notes as another file" : "not usable"))
            output.WriteLine($"  skipped: {group.Count()} {group.Key} (each with its reason in dataset.json)");
    }
}
