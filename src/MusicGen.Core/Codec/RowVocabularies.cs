namespace MusicGen.Core;

/// <summary>The vocabularies of models whose rows are not the notes of <see cref="NoteCodec.CreateVocabulary"/>; <see cref="RowStream"/> reads and writes their rows.</summary>
public static class RowVocabularies
{
    /// <summary>Note values of <see cref="Classes"/>, sixteenth to whole.</summary>
    public const int Lengths = ClassRows.Lengths;

    /// <summary>Events of a keyboard: keys down and up, waits, velocities, the end.</summary>
    public static Vocabulary Events() => new(TimeBase.Performed, [new(FieldNames.Event, EventRows.Size)], []);

    /// <summary>Notes as pitch, step and duration.</summary>
    /// <param name="hasVelocity">Whether velocities are there, too.</param>
    /// <param name="hasEnd">Whether pieces have an end.</param>
    public static Vocabulary Steps(bool hasVelocity, bool hasEnd = false)
    {
        var bins = TimeGrid.Performed.BinCount;
        List<Field> fields = hasEnd ? [new(FieldNames.End, 2)] : [];
        fields.AddRange([new(FieldNames.Pitch, 128), new(FieldNames.Step, bins), new(FieldNames.Duration, bins)]);
        if (hasVelocity) fields.Add(new(FieldNames.Velocity, VelocityBins.Count));
        return new Vocabulary(TimeBase.Performed, fields, []);
    }

    /// <summary>Onsets as pitch class and note value.</summary>
    /// <param name="isFull">Whether chords, rests, octaves, velocities and the end are there, too.</param>
    public static Vocabulary Classes(bool isFull = false)
    {
        List<Field> fields = [new(FieldNames.PitchClass, 12), new(FieldNames.Length, Lengths)];
        if (isFull) fields = [new(FieldNames.Gap, ClassRows.Gaps), fields[0], new(FieldNames.Octave, ClassRows.Octaves), fields[1], new(FieldNames.Velocity, VelocityBins.Count)];
        return new Vocabulary(TimeBase.Metric, fields, []);
    }

    /// <summary>Notes, chords and rests with length and volume as one value.</summary>
    /// <param name="classes">Their names (<see cref="JointClasses"/>), the most frequent first.</param>
    /// <param name="hasEnd">Whether pieces have an end.</param>
    public static Vocabulary Joint(IReadOnlyList<string> classes, bool hasEnd = false)
    {
        ArgumentNullException.ThrowIfNull(classes);
        return new Vocabulary(TimeBase.Metric, [new(FieldNames.Class, classes.Count + (hasEnd ? 2 : 1)) { Values = classes }], []);
    }

    /// <summary>Steps of a piano roll as its 88 keys.</summary>
    /// <param name="isFull">Whether pieces have an end and steps a velocity, too.</param>
    public static Vocabulary Roll(bool isFull = false)
    {
        List<Field> fields = isFull ? [new(FieldNames.End, 2)] : [];
        for (var key = 0; key < RollRows.Keys; key++) fields.Add(new(FieldNames.DownOf(RollRows.LowestPitch + key), 2));
        if (isFull) fields.Add(new(FieldNames.Velocity, VelocityBins.Count));
        return new Vocabulary(TimeBase.Performed, fields, []);
    }

    /// <summary>The classes of some music for <see cref="Joint"/>, in the music's order.</summary>
    /// <param name="notes">Notes in whole metric cells and score order, without drums.</param>
    public static IEnumerable<string> JointClasses(IReadOnlyList<Note> notes)
    {
        ArgumentNullException.ThrowIfNull(notes);
        return JointRows.Names(notes);
    }

    /// <summary>The note value of <see cref="Classes"/> nearest to a time, by ratio.</summary>
    /// <param name="ticks">Ticks of a quarter's <see cref="MusicalTime.Ppqn"/>.</param>
    /// <returns>0 = sixteenth … 4 = whole.</returns>
    public static int LengthOf(long ticks) => ClassRows.LengthOf(ticks);
}
