using System.Diagnostics;
using System.Globalization;

namespace MusicGen.Edge;

/// <summary>
/// The panel alone, for whoever wires it: says what each button, key and knob does as it is done, and has lights and display go through all
/// that they show. No model, no sound.
/// </summary>
internal sealed class PanelTrial(Surroundings surroundings)
{
    private const int TakeMilliseconds = 5;
    private const double PhaseSeconds = 4;

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Lock _saying = new();
    private readonly BoxPhase[] _phases = Enum.GetValues<BoxPhase>();

    /// <summary>Runs until interrupted, or so many seconds.</summary>
    /// <exception cref="ConfigurationException">No panel is configured.</exception>
    public int Run(PanelOptions options, double seconds)
    {
        if (options.IsEmpty)
            throw new ConfigurationException($"A 'panel' expected in {EdgeOptions.FileName}, found none; deploy/wiring.md shows one.");
        var inbox = new Inbox();
        var faults = new FaultBoard(sentence => Say(surroundings.Error, sentence));
        using (PanelLoop.Start(options, surroundings, inbox, () => Look(faults), faults))
        {
            Say(surroundings.Out, "panel: press, hold and turn; Ctrl-C ends");
            var phase = -1;
            while (_clock.Elapsed.TotalSeconds < seconds && !surroundings.Interrupted.WaitHandle.WaitOne(TakeMilliseconds))
            {
                while (inbox.TryTake(out var boxEvent)) Say(surroundings.Out, Describe(boxEvent));
                if (PhaseOf(_clock.Elapsed.TotalSeconds) == phase) continue;
                phase = PhaseOf(_clock.Elapsed.TotalSeconds);
                Say(surroundings.Out, $"lights: {_phases[phase].ToString().ToLowerInvariant()}");
            }
        }

        return ExitCode.Done;
    }

    private static string Describe(in BoxEvent boxEvent)
    {
        var about = new List<string> { boxEvent.Kind.ToString() };
        if (boxEvent.Text is { } text) about.Add(text);
        if (boxEvent.Kind == BoxEventKind.ModeChosen) about.Add(((PlayMode)boxEvent.Number).ToString().ToLowerInvariant());
        if (boxEvent.Kind is BoxEventKind.Steered or BoxEventKind.PresetStep) about.Add(boxEvent.Value.ToString("0.###", CultureInfo.InvariantCulture));
        return string.Join(' ', about);
    }

    private int PhaseOf(double seconds) => (int)(seconds / PhaseSeconds) % _phases.Length;

    private PanelView Look(FaultBoard faults)
    {
        var seconds = _clock.Elapsed.TotalSeconds;
        var state = new BoxState
        {
            Phase = _phases[PhaseOf(seconds)],
            Preset = "panel trial",
            Presets = ["panel trial"],
            IsPlaying = PhaseOf(seconds) % 2 == 1,
            InForce = SteeringParameter.All.ToDictionary(parameter => parameter.Name, _ => double.NaN),
        };
        // A scale that walks by, so that the roll moves.
        var first = (int)(4 * (seconds - 4));
        var notes = Enumerable.Range(Math.Max(0, first), 22).Select(i => new PanelNote(60 + i * 2 % 25, i / 4.0, 0.3));
        return new PanelView { State = state, Faults = faults.Snapshot, Level = (1 + Math.Sin(seconds)) / 4, NowSeconds = seconds, Notes = [.. notes] };
    }

    private void Say(TextWriter writer, string sentence)
    {
        lock (_saying) writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_clock.Elapsed.TotalSeconds,9:0.000} {sentence}"));
    }
}
