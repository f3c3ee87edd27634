using System.CommandLine;

namespace MusicGen.Edge;

/// <summary><c>musicgen devices</c>: what of the machine the box could use. Says so where there is nothing, and never fails for it.</summary>
internal static class DevicesCommand
{
    /// <summary>Builds the verb.</summary>
    public static Command Create(Surroundings surroundings)
    {
        var verb = new Verb(
            "devices", "Lists audio devices, MIDI ports, GPIO chips, SoundFonts and what runs the model.", "musicgen devices");
        verb.SetAction(_ => Print(surroundings));
        return verb;
    }

    private static int Print(Surroundings surroundings)
    {
        var ports = new MachinePorts(surroundings.SystemRoot);
        PrintSection(surroundings.Out, "Audio devices (OpenAL)", Ask(surroundings.ListAudioDevices), "none");
        PrintSection(surroundings.Out, "MIDI ports", RawMidiPorts.Describe(surroundings.SystemRoot), "none; plug in a class-compliant keyboard");
        PrintSection(surroundings.Out, "GPIO chips", ports.ListGpioChips(), "none on this machine");
        PrintSection(surroundings.Out, "SoundFonts", SoundFontFinder.FindAll(surroundings), "none; apt install fluidr3mono-gm-soundfont or fluid-soundfont-gm");
        PrintSection(surroundings.Out, "Model engine", Ask(surroundings.DescribeModelEngine), "none");
        return ExitCode.Done;
    }

    private static IReadOnlyList<string> Ask(Func<IReadOnlyList<string>> list)
    {
        try
        {
            return list();
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException)
        {
            // An engine that is not installed is a finding here, not a failure.
            return [(e.InnerException ?? e).Message];
        }
    }

    private static void PrintSection(TextWriter output, string title, IReadOnlyList<string> lines, string none)
    {
        output.WriteLine($"{title}:");
        foreach (var line in lines) output.WriteLine($"  {line}");
        if (lines.Count == 0) output.WriteLine($"  ({none})");
    }
}
