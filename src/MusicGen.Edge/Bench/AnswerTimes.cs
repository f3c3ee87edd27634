using System.Diagnostics;

namespace MusicGen.Edge;

/// <summary>
/// How fast the box changes sides with a player: from the end of a phrase to the first decided note of the answer, and from a key
/// during the answer to its silence. Computing as the clock has it, waiting as the composer thread's turns have it at worst.
/// </summary>
/// <param name="HandOver">End of the phrase to the decided answer.</param>
/// <param name="BargeIn">Key to the last of the answer's notes released.</param>
internal readonly record struct AnswerTimes(Percentiles HandOver, Percentiles BargeIn)
{
    private const int PhraseNotes = 12;
    private const int WarmUpVisits = 5;
    private const double PeriodSeconds = 0.01;

    /// <summary>Measures.</summary>
    /// <param name="setup">Preset and model.</param>
    /// <param name="visits">Phrases played, answered and interrupted.</param>
    public static AnswerTimes Measure(MusicSetup setup, int visits)
    {
        var stage = new Stage(setup);
        for (var i = 0; i < WarmUpVisits; i++) stage.Visit();
        var handOver = new double[visits];
        var bargeIn = new double[visits];
        for (var i = 0; i < visits; i++) (handOver[i], bargeIn[i]) = stage.Visit();
        return new AnswerTimes(Percentiles.Of(handOver), Percentiles.Of(bargeIn));
    }

    private sealed class Stage
    {
        private readonly Inbox _inbox = new();
        private readonly Conductor _conductor;
        private readonly Player _player;
        private readonly float[] _left, _right;
        private readonly Random _random = new(3);

        public Stage(MusicSetup setup)
        {
            var path = new PlayingPath(setup.Options, new SilentSynthesizer());
            var composer = new Composer(setup.Model, setup.Composing, new RandomSource(setup.RandomSeed));
            _player = path.Player;
            _left = new float[(int)(PeriodSeconds * path.Player.SampleRate)];
            _right = new float[_left.Length];
            var preset = new PlayablePreset { Name = "bench", Composer = composer, Settings = new Settings(setup.Composing.Steering, setup.Composing.Sampling!) };
            _conductor = new Conductor(_inbox, path.Scheduler, path.Player, [preset], new ConductorOptions { MinAnswerSeconds = 10 });
        }

        public (double HandOver, double BargeIn) Visit()
        {
            for (var i = 0; i < PhraseNotes; i++)
            {
                var pitch = _random.Next(48, 84);
                Post(BoxEventKind.KeyDown, pitch, 80);
                Run(0.2);
                Post(BoxEventKind.KeyUp, pitch);
                Run(0.1);
            }

            var handOver = RunUntil(() => _conductor.State.Phase == BoxPhase.Answering);
            RunUntil(() => _player.SoundingCount > 0);
            var key = _player.PlayedFrames;
            Post(BoxEventKind.KeyDown, 60, 80);
            var computing = Run(PeriodSeconds);
            RunUntil(() => _player.SoundingCount == 0);
            var released = (LastRelease() - key) / (double)_player.SampleRate;
            Post(BoxEventKind.KeyUp, 60);
            Post(BoxEventKind.Stop);
            Run(0.1);
            return (handOver + ComposerLoop.TurnSeconds, Math.Max(0, released) + computing + ComposerLoop.TurnSeconds);
        }

        private void Post(BoxEventKind kind, int number = 0, double value = 0) =>
            _inbox.TryPost(new BoxEvent(kind, BoxEventSource.Script, number, value, Frame: Math.Max(1, _player.PlayedFrames)));

        // What does not come within ten seconds does not come.
        private double RunUntil(Func<bool> isSo)
        {
            var taken = 0.0;
            for (var turns = 0; turns < 10 / PeriodSeconds && !isSo(); turns++) taken = Run(PeriodSeconds);
            return taken;
        }

        // Seconds that the conductor took for its last turn.
        private double Run(double seconds)
        {
            var taken = 0.0;
            for (var end = _player.PlayedFrames + (long)(seconds * _player.SampleRate); _player.PlayedFrames < end;)
            {
                var start = Stopwatch.GetTimestamp();
                _conductor.Step();
                taken = Stopwatch.GetElapsedTime(start).TotalSeconds;
                _player.Render(_left, _right);
            }

            return taken;
        }

        private long LastRelease()
        {
            long last = 0;
            while (_player.PlayedEvents.TryDequeue(out var played))
                if (played.Kind == NoteEventKind.NoteOff) last = played.Frame;
            return last;
        }
    }
}
