namespace MusicGen.Core;

/// <summary>An instrument of a score with its staves and their voices.</summary>
internal sealed class ScorePart
{
    private const int HarpProgram = 46;
    private const int BassCentre = 60;

    private ScorePart(int number, (byte Channel, byte Program) instrument, List<Note> notes, IReadOnlyList<ScoreBar> bars)
    {
        Id = FormattableString.Invariant($"P{number}");
        (Channel, Program) = instrument;
        Notes = notes;
        var staves = IsTwoStaved() ? StaffSplit.Split(notes, bars) : [notes];
        Staves = [.. staves.Select(staff => ScoreVoice.Of(staff, bars))];
        Clefs = staves.Count == 2 ? ['G', 'F'] : IsDrums ? ['P'] : [notes.Sum(note => note.Pitch - BassCentre) < 0 ? 'F' : 'G'];
    }

    /// <summary>Identifier in the file, "P1" and so on.</summary>
    public string Id { get; }

    public byte Channel { get; }

    public byte Program { get; }

    public bool IsDrums => Channel == Note.DrumChannel;

    public IReadOnlyList<Note> Notes { get; }

    /// <summary>The voices of each staff, the upper staff first.</summary>
    public IReadOnlyList<IReadOnlyList<ScoreVoice>> Staves { get; }

    /// <summary>G, F or P (percussion) for each staff.</summary>
    public IReadOnlyList<char> Clefs { get; }

    public string Name => IsDrums ? "Drums" : GeneralMidi.ProgramName(Program);

    /// <summary>The parts of a piece in order of channel and program; one with nothing in it for a piece without notes.</summary>
    public static List<ScorePart> Of(Piece piece, IReadOnlyList<ScoreBar> bars) => piece.Notes.Count == 0 ? [new ScorePart(1, (0, 0), [], bars)] :
    [
        .. piece.Notes.GroupBy(note => (note.Channel, note.Program)).OrderBy(group => group.Key)
            .Select((group, index) => new ScorePart(index + 1, group.Key, [.. group], bars)),
    ];

    /// <summary>Keyboards and the harp, where their notes do not all fit one staff.</summary>
    private bool IsTwoStaved() => !IsDrums && Program is < 8 or (>= 16 and < 24) or HarpProgram
        && Notes.Any(note => note.Pitch < 55) && Notes.Any(note => note.Pitch >= 62);
}
