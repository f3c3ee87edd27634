namespace MusicGen.Training.Tests;

public sealed class RepresentationTests
{
    [Theory]
    [InlineData("performance-events")]
    [InlineData("note")]
    public void WhatIsExactAtTenMillisecondsComesBackAsItWas(string recipe)
    {
        var representation = Representation.Of(RecipeOptions.All[recipe]);
        Note[] notes = [new(0, 300, 60, 82), new(0, 450, 64, 82), new(250, 100, 67, 50), new(400, 200, 60, 82), new(480, 130, 72, 102)];
        var encoded = representation.Encode(new Piece("p", notes, PieceTempo.Performed), Reading.Plain);

        var decoded = representation.Decode(Rows(representation, encoded).Where(row => !representation.IsEnd(row)).ToList());

        Assert.Equal(notes, decoded);
        Assert.Equal(notes.Length, encoded.NoteCount);
        Assert.True(representation.IsEnd(Rows(representation, encoded)[^1]));
    }

    [Fact]
    public void AChordIsItsLowestNoteAmongClassesAndItselfAmongJointOnes()
    {
        Note[] notes = [new(0, 480, 48, 80), new(0, 480, 64, 80), new(480, 240, 67, 80), new(960, 1920, 60, 80)];
        var piece = new Piece("p", notes, PieceTempo.Constant(120));
        var classes = Representation.Of(RecipeOptions.All["pitchclass-duration"]);
        var joint = Representation.Of(RowVocabularies.Joint(JointRepresentation.Collect([.. Enumerable.Repeat(piece, 8)]).Split('|')));

        Assert.Equal([[0, 2], [7, 1], [0, 4]], Rows(classes, classes.Encode(piece, Reading.Plain)));
        var encoded = joint.Encode(piece, Reading.Plain);
        Assert.Equal(4, encoded.Count);
        Assert.Equal([48, 64, 67, 60], joint.Decode(Rows(joint, encoded)).Select(note => (int)note.Pitch));
        Assert.Equal(0, joint.Decode(Rows(joint, encoded)).Max(note => note.OnsetTicks) % 240);
    }

    [Fact]
    public void AChordThatTrainingDoesNotKnowIsReadAsItsLowestNote()
    {
        var single = new Piece("p", [new Note(0, 480, 48, 80)], PieceTempo.Constant(120));
        var joint = Representation.Of(RowVocabularies.Joint(JointRepresentation.Collect([.. Enumerable.Repeat(single, 8)]).Split('|')));
        var chord = new Piece("c", [new Note(0, 480, 48, 80), new Note(0, 480, 50, 80), new Note(480, 480, 90, 80)], PieceTempo.Constant(120));

        Assert.Equal([0, 1], joint.Encode(chord, Reading.Plain).Rows);
    }

    private static List<int[]> Rows(Representation representation, EncodedPiece piece)
    {
        var fields = representation.Vocabulary.OutputFields.Count;
        return [.. Enumerable.Range(0, piece.Count).Select(row => piece.Rows.AsSpan(row * fields, fields).ToArray())];
    }
}
