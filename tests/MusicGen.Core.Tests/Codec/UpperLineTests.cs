namespace MusicGen.Core.Tests;

public sealed class UpperLineTests
{
    [Fact]
    public void TheHighestPitchOfEachOnsetIsKeptWhicheverComesFirst()
    {
        var line = new UpperLine();
        line.Add(60, isNewOnset: false);
        line.Add(67, isNewOnset: false);
        line.Add(64, isNewOnset: false);
        line.Add(59, isNewOnset: true);

        Assert.Equal(new byte[] { 67, 59 }, line.Pitches.ToArray());
    }

    [Fact]
    public void NoteByNoteItIsTheEndOfTheWholePiecesLine()
    {
        var random = new Random(4);
        long onset = 0;
        var notes = Enumerable.Range(0, 500).Select(_ => new Note(onset += random.Next(3) * 10, 10, (byte)random.Next(30, 90), 64)).ToArray();
        var line = new UpperLine();

        for (var i = 0; i < notes.Length; i++) line.Add(notes[i].Pitch, i > 0 && notes[i].OnsetTicks > notes[i - 1].OnsetTicks);

        var pitches = line.Pitches.ToArray();
        Assert.Equal(UpperLine.Length, pitches.Length);
        var steps = pitches.Zip(pitches.Skip(1), (before, after) => (sbyte)(after - before)).ToArray();
        Assert.Equal(UpperLine.StepsOf(notes)[^steps.Length..], steps);
    }

    [Fact]
    public void DrumsAreNoPartOfIt()
    {
        Note[] notes = [new(0, 10, 60, 64), new(10, 10, 90, 64, Note.DrumChannel), new(20, 10, 62, 64)];

        Assert.Equal(new sbyte[] { 2 }, UpperLine.StepsOf(notes));
    }
}
