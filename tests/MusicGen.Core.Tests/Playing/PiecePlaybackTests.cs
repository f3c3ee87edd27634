namespace MusicGen.Core.Tests;

public sealed class PiecePlaybackTests
{
    [Fact]
    public void EveryNoteSoundsAtItsTimeWithItsProgram()
    {
        Note[] notes = [new(0, 480, 60, 80), new(480, 480, 60, 90), new(480, 240, 72, 70, Channel: 2, Program: 40)];
        var synthesizer = new RecordingSynthesizer();
        var playback = new PiecePlayback(new Piece("a", notes, PieceTempo.Constant(120)), synthesizer, new PlayerOptions { SampleRate = 48_000 }, tailSeconds: 0.5);

        Assert.Equal(72_000, playback.FrameCount);
        var (left, right) = (new float[72_000], new float[72_000]);
        playback.Render(left, right);

        var half = 24_000 / Player.BlockFrames;
        Assert.Equal([(0L, 0, 60, 80), (half, 0, 60, 90), (half, 2, 72, 70)], synthesizer.Notes.Where(note => note.Velocity > 0).OrderBy(note => note.Block).ThenBy(note => note.Channel));
        Assert.Equal(0, synthesizer.SoundingCount);
        Assert.Contains(left, sample => Math.Abs(sample) > 0.001f);
    }

    [Fact]
    public void MoreNotesThanTheQueueHoldsAllSound()
    {
        var notes = Enumerable.Range(0, 20_000).Select(i => new Note(i * 3, 2, (byte)(36 + i % 48), 64));
        var synthesizer = new RecordingSynthesizer();
        var playback = new PiecePlayback(new Piece("a", notes, PieceTempo.Constant(120)), synthesizer, new PlayerOptions { SampleRate = 8_000 });

        var (left, right) = (new float[1000], new float[1000]);
        while (playback.PlayedFrames < playback.FrameCount) playback.Render(left, right);

        Assert.Equal(20_000, synthesizer.Notes.Count(note => note.Velocity > 0));
    }
}
