namespace MusicGen.Edge.Tests;

public sealed class RecorderTests : IDisposable
{
    private const int Rate = 1000;

    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _said = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TakeIsAFileThatReadsAsWhatWasPlayed()
    {
        var library = Library();
        using (var recorder = Record(library))
        {
            recorder.Hear(new NoteEvent(1000, NoteEventKind.NoteOn, 0, 60, 100, NoteEvent.ComposerOwner, 3));
            recorder.Hear(new NoteEvent(1250, NoteEventKind.NoteOn, 15, 64, 90, KeyboardInput.FirstOwnerId, NoteEvent.LiveGeneration));
            recorder.Hear(new NoteEvent(1500, NoteEventKind.NoteOff, 0, 60, 0, NoteEvent.ComposerOwner, 3));
            recorder.Hear(new NoteEvent(1750, NoteEventKind.NoteOff, 15, 64, 0, KeyboardInput.FirstOwnerId, NoteEvent.LiveGeneration));
            recorder.Turn(1750);
        }

        var recording = Assert.Single(library.List());
        Assert.Equal(("dream", 1, 2, false), (recording.Preset, recording.Seconds, recording.NoteCount, recording.IsKept));
        using var stream = library.Open(recording.Number)!;
        var piece = new MidiPieceReader().Read(stream, "recording").Piece;
        Assert.Equal([new Note(0, 500, 60, 100), new Note(250, 500, 64, 90, 15)], piece.Notes);
        Assert.Empty(_said);
    }

    [Fact]
    public void LastMinutesAreKeptAndWhatIsUnderWayWithThem()
    {
        var library = Library();
        using (var recorder = Record(library))
        {
            Play(recorder, 0);
            recorder.Turn(10_000);
            Play(recorder, 200_000);
            recorder.Turn(210_000);
            Play(recorder, 230_000);
            recorder.Keep();
            recorder.Turn(231_000);
            Play(recorder, 231_500);
            recorder.Turn(250_000);
            Play(recorder, 260_000);
        }

        Assert.Equal([(4L, false, 1), (3L, true, 2), (2L, true, 1), (1L, false, 1)], library.List().Select(recording => (recording.Number, recording.IsKept, recording.NoteCount)));
    }

    [Fact]
    public void FolderThatCannotBeWrittenIsToldOnceAndWhenItWorksAgain()
    {
        _folder.Write("recordings", "a file where the folder should be");
        using (var recorder = Record(Library()))
        {
            for (var take = 0; take < 3; take++)
            {
                Play(recorder, 100_000 * take);
                recorder.Turn(100_000 * take + 50_000);
            }
        }

        Assert.StartsWith("what is played is not recorded for now, the music goes on: ", Assert.Single(_said));
    }

    [Fact]
    public void SilenceIsNoRecording()
    {
        var library = Library();
        using (var recorder = Record(library))
        {
            recorder.Hear(new NoteEvent(0, NoteEventKind.ProgramChange, 0, 4, 0, 1, 0));
            recorder.Keep();
            recorder.Turn(100_000);
        }

        Assert.Empty(library.List());
        Assert.False(Directory.Exists(_folder["recordings"]));
    }

    [Fact]
    public void CopiesReachEveryListenerAndOneThatFailsStopsNobody()
    {
        var queue = new NoteEventQueue(16);
        var player = new Player(new HearingSynthesizer(), new NoteEventQueue(16), new PlayerOptions { SampleRate = 48_000 }, queue);
        var failing = new Listener { Fault = new InvalidOperationException("broken") };
        var heard = new Listener();
        var loop = new PlayedLoop(player, _said.Add);
        loop.Add(failing);
        loop.Add(heard);
        queue.TryEnqueue(new NoteEvent(0, NoteEventKind.NoteOn, 0, 60, 100, 20, NoteEvent.LiveGeneration));
        player.Render(new float[64], new float[64]);

        loop.Step();
        queue.TryEnqueue(new NoteEvent(0, NoteEventKind.NoteOff, 0, 60, 0, 20, NoteEvent.LiveGeneration));
        player.Render(new float[64], new float[64]);
        loop.Dispose();

        Assert.Equal([NoteEventKind.NoteOn, NoteEventKind.NoteOff], heard.Heard);
        Assert.Equal(128, heard.Frame);
        Assert.Equal(["Listener stopped, the music goes on: broken"], _said);
    }

    private static void Play(Recorder recorder, long frame)
    {
        recorder.Hear(new NoteEvent(frame, NoteEventKind.NoteOn, 0, 60, 100, 1, 0));
        recorder.Hear(new NoteEvent(frame + 500, NoteEventKind.NoteOff, 0, 60, 0, 1, 0));
    }

    private RecordingLibrary Library() => new(_folder["recordings"], new RecordingQuota(1 << 20, 100));

    private Recorder Record(RecordingLibrary library) =>
        new(library, new RecordingOptions { KeepMinutes = 1 }, Rate, () => "dream", TimeProvider.System, _said.Add);

    private sealed class Listener : IPlayedListener
    {
        public Exception? Fault { get; init; }

        public List<NoteEventKind> Heard { get; } = [];

        public long Frame { get; private set; }

        public void Hear(in NoteEvent played)
        {
            if (Fault is not null) throw Fault;
            Heard.Add(played.Kind);
        }

        public void Turn(long frame) => Frame = frame;
    }
}
