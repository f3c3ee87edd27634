using System.CommandLine;

namespace MusicGen.Edge;

/// <summary><c>musicgen doctor</c>: one line for each part of the box, what is wrong with it and what to do; the exit code says whether the box can play.</summary>
internal static class DoctorCommand
{
    private const int PartWidth = 14;

    /// <summary>Builds the verb.</summary>
    public static Command Create(Surroundings surroundings)
    {
        var config = SharedOptions.Config();
        var verb = new Verb(
            "doctor",
            "Examines each part of the box: what is well, what is wrong, what to do. Exit code 0: the box can play.",
            "musicgen doctor")
        {
            config,
        };
        verb.SetAction(parsed => Print(new BoxDoctor(parsed.GetValue(config), surroundings), surroundings.Out));
        return verb;
    }

    private static int Print(BoxDoctor doctor, TextWriter output)
    {
        var worst = DoctorVerdict.Ok;
        var wrong = 0;
        foreach (var (part, finding) in doctor.Examine())
        {
            output.WriteLine($"{NameOf(finding.Verdict),-5}  {part.PadRight(PartWidth)} {finding.Found}");
            if (finding.WhatToDo.Length > 0) output.WriteLine($"{"",-5}  {"".PadRight(PartWidth)} → {finding.WhatToDo}");
            if (finding.Verdict > worst) worst = finding.Verdict;
            if (finding.Verdict >= DoctorVerdict.Wrong) wrong++;
        }

        output.WriteLine();
        output.WriteLine(worst switch
        {
            DoctorVerdict.Silent => "The box cannot be heard.",
            DoctorVerdict.Wrong => $"The box plays; {(wrong == 1 ? "one part is" : $"{wrong} parts are")} wrong.",
            _ => "The box plays.",
        });
        return worst == DoctorVerdict.Silent ? ExitCode.Failed : ExitCode.Done;
    }

    private static string NameOf(DoctorVerdict verdict) => verdict switch
    {
        DoctorVerdict.Ok => "ok",
        DoctorVerdict.Note => "note",
        _ => "WRONG",
    };
}
