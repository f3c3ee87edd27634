namespace MusicGen.Training.Tests;

public sealed class FieldGroupsTests
{
    [Fact]
    public void KeysOfARollShareALineAndOtherFieldsHaveTheirOwn()
    {
        var groups = FieldGroups.Of(RowVocabularies.Roll(isFull: true).OutputFields);

        Assert.Equal([("end", 0, 1), ("down21–108", 1, 88), ("velocity", 89, 1)], groups);
        Assert.Equal(4, FieldGroups.Of(RecipeOptions.All["note"].CreateVocabulary().OutputFields).Count);
    }
}
