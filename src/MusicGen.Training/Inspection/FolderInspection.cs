namespace MusicGen.Training;

/// <summary>What <c>inspect</c> found in a folder; its properties are the keys of the JSON form. Every file is accounted for.</summary>
internal sealed record FolderInspection
{
    public required string Folder { get; init; }

    /// <summary>Files that are music.</summary>
    public required int Read { get; init; }

    public required long Notes { get; init; }
    public required double Hours { get; init; }

    /// <summary>Files with another name and other contents, such as texts; they are not looked into.</summary>
    public required int OtherFiles { get; init; }

    /// <summary>Instruments, the one with the most notes first.</summary>
    public required IReadOnlyList<InstrumentTotal> Instruments { get; init; }

    /// <summary>Files with the same notes, time and loudness, each list one piece of music.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Copies { get; init; }

    /// <summary>Files that are one work in other keys, tempi or cuts, each list one work; copies are named once.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Versions { get; init; }

    /// <summary>The readable files in order of their names.</summary>
    public required IReadOnlyList<FileRow> Files { get; init; }

    /// <summary>Files and folders that could not be read, with reasons.</summary>
    public required IReadOnlyList<SkippedFile> Refused { get; init; }
}
