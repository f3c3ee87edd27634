using System.CommandLine;

namespace MusicGen.Edge;

/// <summary><c>musicgen devices</c>: what of the machine the box could use. Says so where there is nothing, and never fails for it.</summary>
internal static class DevicesCommand
{
    /// <summary>Builds the verb.</summary>
    public static Command Create(Surroundings surroundings)
    {
        var verb = new Verb(
            "devices",
            "Lists audio devices, MIDI ports, GPIO chips, key pads, displays, SoundFonts and what runs the model.",
            "musicgen devices",
            "musicgen devices --try-panel");
        var config = SharedOptions.Config();
        var tryPanel = new Option<bool>("--try-panel")
        {
            Description = "Instead of listing: opens the panel of the configuration, says what each button, key and knob does as it is done, and shows every state on lights and display, until Ctrl-C.",
        };
        var seconds = RangedOption.Number("--seconds", "End the trial after so many seconds", 1, 1e6, "endless");
        verb.Add(tryPanel);
        verb.Add(seconds);
        verb.Add(config);
        verb.SetAction(parsed => parsed.GetValue(tryPanel)
            ? new PanelTrial(surroundings).Run(OptionsFile.Load(parsed.GetValue(config), surroundings).Panel, parsed.GetValue(seconds) ?? double.MaxValue)
            : Print(surroundings));
        return verb;
    }

    private static int Print(Surroundings surroundings)
    {
        var ports = new MachinePorts(surroundings.SystemRoot);
        PrintSection(surroundings.Out, "Audio devices (OpenAL)", Ask(surroundings.ListAudioDevices), "none");
        PrintSection(surroundings.Out, "MIDI ports", [.. RawMidiPorts.Describe(surroundings.SystemRoot), .. SequencerPorts.Describe(surroundings.SystemRoot)], "none; plug in a class-compliant keyboard");
        PrintSection(surroundings.Out, "GPIO chips", DescribeLines(surroundings, ports), "none on this machine");
        PrintSection(surroundings.Out, "Key pads and other input devices", surroundings.Panel.DescribeKeyPads(), "none");
        PrintSection(surroundings.Out, "I2C buses", surroundings.Panel.DescribeDisplays(), "none; a display needs one, and i2c-dev");
        PrintSection(surroundings.Out, "SoundFonts", SoundFontFinder.FindAll(surroundings), "none; apt install fluidr3mono-gm-soundfont or fluid-soundfont-gm");
        PrintSection(surroundings.Out, "Model engine", Ask(surroundings.DescribeModelEngine), "none");
        return ExitCode.Done;
    }

    // Where the chips themselves may not be opened, the kernel's files may still name them.
    private static IReadOnlyList<string> DescribeLines(Surroundings surroundings, MachinePorts ports) =>
        surroundings.Panel.DescribeLines(surroundings.SystemRoot) is { Count: > 0 } lines ? lines : ports.ListGpioChips();

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
